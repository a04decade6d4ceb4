import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import type { DataSource } from 'typeorm';
import { createCompany } from '../company/create-company/create-company.js';
import { openInventoryDatabase, SAMPLE_DATA } from '../inventory-database.spec-kit.js';
import { importInventory } from './import-inventory.js';

const FILES = ['warehouses.csv', 'item-categories.csv', 'items.csv', 'stock.csv'];

describe('the import of an inventory', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let folder: string;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openInventoryDatabase(database.connectionString);
    folder = join(tmpdir(), `inventory-import-${process.pid}`);
  });
  afterAll(async () => {
    await dataSource.destroy();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  });

  const workspace = async (id: string): Promise<string> => {
    await createCompany(dataSource, id, 'PT Sewa Jaya');
    return id;
  };
  const rowsOf = (workspaceId: string, table: string, columns = '*') =>
    database.query<Record<string, unknown>>(`SELECT ${columns} FROM ${table} WHERE workspace_id = $1 ORDER BY 2, 3`, [workspaceId]);

  it('brings every row of every file, to the cell', async () => {
    const id = await workspace('wsp_sample');
    const report = await importInventory(dataSource, id, SAMPLE_DATA);
    const lines = await Promise.all(FILES.map(async (file) => (await readFile(new URL(file, SAMPLE_DATA), 'utf8')).split('\n').length - 2));
    expect(Object.values(report)).toEqual(lines.map((inserted) => ({ inserted, updated: 0, unchanged: 0 })));
    const [item] = await database.query(
      `SELECT sku, item.name, description, brand, unit, barcode, status, price_minor, currency, rentable, daily_rate_minor, weight_grams, item_category.code AS category
       FROM item JOIN item_category ON item_category.workspace_id = item.workspace_id AND item_category.id = category_id
       WHERE item.workspace_id = $1 AND sku = 'CMP-TR-BS604'`,
      [id],
    );
    expect(item).toEqual({
      sku: 'CMP-TR-BS604',
      name: 'Tamping rammer Wacker Neuson BS60-4s',
      description: 'Four-stroke, shoe 280 mm',
      brand: 'Wacker Neuson',
      unit: 'unit',
      barcode: '2082538947314',
      status: 'active',
      price_minor: '3450000000',
      currency: 'IDR',
      rentable: true,
      daily_rate_minor: '41500000',
      weight_grams: 66000,
      category: 'compaction',
    });
  });

  it('changes nothing when it is repeated, not even a time or a row version', async () => {
    const id = await workspace('wsp_sample');
    const first = await importInventory(dataSource, id, SAMPLE_DATA);
    const tables = ['warehouse', 'item_category', 'item', 'stock'];
    const snapshot = () => Promise.all(tables.map((table) => rowsOf(id, table, `${table}.*, xmin::text`)));
    const before = await snapshot();
    const second = await importInventory(dataSource, id, SAMPLE_DATA);
    expect(await snapshot()).toEqual(before);
    expect(second).toEqual(first);
    expect(second.items).toEqual({ inserted: 0, updated: 0, unchanged: before[2]?.length });
  });

  describe('of files of one’s own', () => {
    const good: Readonly<Record<string, string>> = {
      'warehouses.csv': 'code,name,address,city,region,postal_code,country,time_zone,area_m2\nW1,Depot,Jl. Satu 1,Bogor,Jawa Barat,16111,ID,Asia/Jakarta,900\n',
      'item-categories.csv': 'code,parent_code,name\ntop,,Top\nleaf,top,Leaf\n',
      'items.csv': 'sku,name,description,category_code,brand,unit,barcode,status,price_minor,currency,rentable,daily_rate_minor,weight_grams\nA-1,Prop,Steel,leaf,,pcs,2082538947314,active,100,IDR,true,10,1\nA-2,Tape,"Matt, black",leaf,Tesa,roll,,active,200,IDR,false,,2\n',
      'stock.csv': 'sku,warehouse_code,quantity,reserved,reorder_level\nA-1,W1,10,3,2\n',
    };
    const write = async (changed: Readonly<Record<string, string>>): Promise<URL> => {
      await mkdir(folder, { recursive: true });
      for (const [name, content] of Object.entries({ ...good, ...changed })) await writeFile(join(folder, name), content);
      return pathToFileURL(`${folder}/`);
    };
    const cell = (file: string, from: string, to: string): Readonly<Record<string, string>> => ({
      [file]: (good[file] ?? '').replace(from, to),
    });

    it('gives the same item the same id whenever it is imported into a workspace, and another in another', async () => {
      const here = await write({});
      const idsOf = async (name: string) => {
        await importInventory(dataSource, await workspace(name), here);
        return (await rowsOf(name, 'item', 'sku, id, barcode')).map((row) => row['id']);
      };
      const ids = [...(await idsOf('wsp_one')), ...(await idsOf('wsp_other'))];
      expect(new Set(ids).size).toBe(4);
      expect(ids.filter((id) => !/^itm_[0-9A-Za-z]{22}$/.test(String(id)))).toEqual([]);
      await database.query(`DELETE FROM stock WHERE workspace_id = 'wsp_one'`);
      await database.query(`DELETE FROM item WHERE workspace_id = 'wsp_one'`);
      expect(await idsOf('wsp_one')).toEqual(ids.slice(0, 2));
    });

    it('updates the row that differs and moves its time alone', async () => {
      const id = await workspace('wsp_change');
      await importInventory(dataSource, id, await write({}));
      const before = await rowsOf(id, 'item', 'workspace_id, sku, name, updated_at');
      const report = await importInventory(dataSource, id, await write(cell('items.csv', 'Prop,', 'Prop 3 m,')));
      expect(report.items).toEqual({ inserted: 0, updated: 1, unchanged: 1 });
      const after = await rowsOf(id, 'item', 'workspace_id, sku, name, updated_at');
      expect(after[0]).toMatchObject({ sku: 'A-1', name: 'Prop 3 m' });
      expect(after[0]?.['updated_at']).not.toEqual(before[0]?.['updated_at']);
      expect(after[1]).toEqual(before[1]);
    });

    it.each<[string, Readonly<Record<string, string>>, string]>([
      ['a column too few', cell('items.csv', 'sku,name', 'sku'), 'items.csv line 1: the columns must be sku,name,description'],
      ['a cell too many', cell('items.csv', 'Steel', 'Steel,x'), 'items.csv line 2: not well-formed CSV'],
      ['a quote that never ends', cell('items.csv', '"Matt, black"', '"Matt, black'), 'items.csv line 3: not well-formed CSV'],
      ['an empty name', cell('items.csv', 'Prop', ''), 'items.csv line 2: name: must not be empty'],
      ['a price in words', cell('items.csv', '200,IDR', 'two,IDR'), 'items.csv line 3: price_minor: must be a whole number of minor units'],
      ['a negative quantity', cell('stock.csv', '10,3', '-10,3'), 'stock.csv line 2: quantity: must be a whole number'],
      ['a quantity out of range', cell('stock.csv', '10,3', '4294967296,3'), 'stock.csv line 2: quantity: must be less than 2147483648'],
      ['a wrong check digit', cell('items.csv', '2082538947314', '2082538947313'), 'items.csv line 2: barcode: must be 13 digits'],
      ['an unknown status', cell('items.csv', 'active,200', 'sold,200'), 'items.csv line 3: status: must be one of active, inactive, discontinued'],
      ['a rate for what is not rented', cell('items.csv', 'false,,2', 'false,5,2'), 'items.csv line 3: daily_rate_minor: a rentable item has one'],
      ['an unknown time zone', cell('warehouses.csv', 'Asia/Jakarta', 'Asia/Bogor'), 'warehouses.csv line 2: time_zone: must be an IANA time zone'],
      ['an unknown category', cell('items.csv', 'Tape,"Matt, black",leaf', 'Tape,"Matt, black",twig'), 'items.csv line 3: category_code: there is no category twig'],
      ['a child above its parent', { 'item-categories.csv': 'code,parent_code,name\nleaf,top,Leaf\ntop,,Top\n' }, 'item-categories.csv line 2: parent_code: no category top stands above this line'],
      ['an unknown item', cell('stock.csv', 'A-1', 'A-9'), 'stock.csv line 2: sku: there is no item A-9'],
      ['an unknown warehouse', cell('stock.csv', 'W1', 'W9'), 'stock.csv line 2: warehouse_code: there is no warehouse W9'],
      ['more promised than there is', cell('stock.csv', '10,3', '10,11'), 'stock.csv line 2: reserved: must not be more than the quantity of 10'],
      ['an item twice', cell('items.csv', 'A-2', 'A-1'), 'items.csv line 3: sku: A-1 stands already in line 2'],
      ['a barcode twice', cell('items.csv', 'Tesa,roll,', 'Tesa,roll,2082538947314'), 'items.csv line 3: barcode: 2082538947314 stands already in line 2'],
      ['bytes that are no UTF-8', cell('items.csv', 'Steel', 'St\u0001el'), 'items.csv line 2: description: must be UTF-8 text without control characters'],
    ])('names file and line of %s, and imports nothing', async (_what, changed, message) => {
      const id = await workspace('wsp_broken');
      await expect(importInventory(dataSource, id, await write(changed))).rejects.toThrow(message);
      for (const table of ['warehouse', 'item_category', 'item', 'stock']) expect(await rowsOf(id, table)).toEqual([]);
    });

    it('counts the lines of cells with several lines, and skips empty ones', async () => {
      const id = await workspace('wsp_lines');
      const content = `${good['items.csv'] ?? ''}\n\nA-3,"two\nlines",x,leaf,,pcs,,active,1,IDR,false,,1\n`;
      await expect(importInventory(dataSource, id, await write({ 'items.csv': content }))).rejects.toThrow('items.csv line 7: name');
    });

    it('refuses a barcode that another item of the workspace has', async () => {
      const id = await workspace('wsp_barcode');
      await importInventory(dataSource, id, await write({}));
      const moved = cell('items.csv', 'A-1,', 'A-7,');
      await expect(importInventory(dataSource, id, await write({ ...moved, ...cell('stock.csv', 'A-1', 'A-7') }))).rejects.toThrow(
        'items.csv line 2: barcode: 2082538947314 is already that of A-1',
      );
    });

    it('says which file is missing', async () => {
      const id = await workspace('wsp_missing');
      const here = await write({});
      await rm(join(folder, 'stock.csv'));
      await expect(importInventory(dataSource, id, here)).rejects.toThrow('stock.csv line 1: there is no such file');
    });

    it('lets two imports of one workspace run at once, one after the other', async () => {
      const id = await workspace('wsp_atonce');
      const here = await write({});
      const reports = await Promise.all([importInventory(dataSource, id, here), importInventory(dataSource, id, here)]);
      expect(reports.map(({ items }) => items.inserted).sort()).toEqual([0, 2]);
    });
  });
});
