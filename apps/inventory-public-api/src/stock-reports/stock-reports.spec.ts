import { describe, expect, it, jest } from '@jest/globals';
import { encodeCursor } from '@portcullis/service-kit';
import { parse } from 'csv-parse/sync';
import { createCompany } from '../company/create-company/create-company.js';
import { inventoryOfSuite, seedTwoTenants } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';
import { WorkspaceQuery } from '../tenancy/workspace-query.js';
import type { StockByCategoryView } from './by-category/by-category.report.js';
import type { StockByWarehouseView } from './by-warehouse/by-warehouse.report.js';
import type { LowStockView } from './low-stock/low-stock.report.js';

interface StockRow {
  readonly sku: string;
  readonly category: string;
  readonly warehouse: string;
  readonly quantity: number;
  readonly reserved: number;
  readonly reorder_level: number;
  readonly price: string;
  readonly currency: string;
}

const mine = tokenOf('wsp_mine', 'stock-reports:read');
const theirs = tokenOf('wsp_theirs', 'stock-reports:read');
const REPORTS = ['by-warehouse', 'by-category', 'low-stock'];

describe('GET /public/v1/stock-reports', () => {
  let stock: StockRow[];
  const inventory = inventoryOfSuite(async (dataSource, database) => {
    await seedTwoTenants(dataSource);
    await createCompany(dataSource, 'wsp_empty', 'PT Kosong');
    await database.query(`UPDATE item SET currency = 'SGD' WHERE sku LIKE 'CMP-%'`);
    await database.query(`UPDATE item SET name = '=HYPERLINK("http://x.example")' WHERE sku = 'CMP-TR-BS604'`);
    await database.query(`UPDATE stock SET quantity = 1, reserved = 1, reorder_level = 99 WHERE item_id IN (SELECT id FROM item WHERE sku = 'CMP-TR-BS604')`);
    // More than a JSON number holds, and more than a bigint.
    await database.query(`UPDATE item SET price_minor = 999999999999999 WHERE sku LIKE 'TUB-%'`);
    await database.query(`UPDATE stock SET quantity = 2000000000 WHERE item_id IN (SELECT id FROM item WHERE sku LIKE 'TUB-%')`);
    await database.query(`INSERT INTO warehouse SELECT workspace_id, 'whs_new', 'ZZ-NEW', 'New', '', '', '', '', 'ID', 'Asia/Jakarta', 1 FROM company WHERE workspace_id = 'wsp_mine'`);
    await database.query('ANALYZE');
    stock = await database.query<StockRow>(
      `SELECT sku, item_category.code AS category, warehouse.code AS warehouse, quantity, reserved, reorder_level, price_minor::text AS price, currency
       FROM stock JOIN item USING (workspace_id) JOIN item_category ON item_category.workspace_id = stock.workspace_id AND category_id = item_category.id
       JOIN warehouse ON warehouse.workspace_id = stock.workspace_id AND warehouse_id = warehouse.id
       WHERE stock.workspace_id = 'wsp_mine' AND item.id = item_id`,
    );
  });

  const report = async <View>(path: string, token = mine): Promise<View[]> => {
    const { status, body } = await inventory.api.get(`/public/v1/stock-reports/${path}`, token);
    expect({ status, body: status === 200 ? null : body }).toEqual({ status: 200, body: null });
    return (body as { data: View[] }).data;
  };
  const idOf = async (table: string, code: string, workspace = 'wsp_mine') =>
    (await inventory.database.query<{ id: string }>(`SELECT id FROM ${table} WHERE workspace_id = $1 AND code = $2`, [workspace, code]))[0]?.id ?? '';

  /** The totals as anybody would sum them up. */
  const totalsOf = (rows: readonly StockRow[]) => {
    const sum = (numberOf: (row: StockRow) => number) => rows.reduce((total, row) => total + numberOf(row), 0);
    const amounts = new Map<string, bigint>();
    for (const { currency, price, quantity } of rows) amounts.set(currency, (amounts.get(currency) ?? 0n) + BigInt(price) * BigInt(quantity));
    return {
      items: new Set(rows.map(({ sku }) => sku)).size,
      quantity: sum(({ quantity }) => quantity),
      reserved: sum(({ reserved }) => reserved),
      available: sum(({ quantity, reserved }) => quantity - reserved),
      lowStock: sum((row) => (row.quantity - row.reserved < row.reorder_level ? 1 : 0)),
      value: [...amounts].sort(([a], [b]) => (a < b ? -1 : 1)).map(([currency, amount]) => ({ amountMinor: String(amount), currency })),
    };
  };

  it('lists the reports that there are', async () => {
    const { body } = await inventory.api.get('/public/v1/stock-reports', mine);
    const { data } = body as { data: { name: string; href: string }[] };
    expect(data.map(({ name }) => name)).toEqual(REPORTS);
    for (const { href } of data) expect((await inventory.api.get(href, mine)).status).toBe(200);
  });

  it('by-warehouse sums up exactly what each warehouse has, amounts by currency and beyond 2^53', async () => {
    const rows = await report<StockByWarehouseView>('by-warehouse');
    const codes = [...new Set(stock.map(({ warehouse }) => warehouse)), 'ZZ-NEW'].sort();
    expect(rows.map(({ warehouseCode }) => warehouseCode)).toEqual(codes);
    for (const { warehouseCode, object, warehouseId, warehouseName, ...totals } of rows) {
      expect([object, typeof warehouseName, warehouseId]).toEqual(['stock_by_warehouse', 'string', await idOf('warehouse', warehouseCode)]);
      expect(totals).toEqual(totalsOf(stock.filter(({ warehouse }) => warehouse === warehouseCode)));
    }
    expect(rows.some(({ value }) => value.length === 2)).toBe(true);
    expect(rows.some(({ value }) => value.some(({ amountMinor }) => BigInt(amountMinor) > 2n ** 63n))).toBe(true);
    expect(rows.at(-1)).toMatchObject({ items: 0, quantity: 0, value: [] });
  });

  it('by-category sums up exactly what is in each category and all below it', async () => {
    const rows = await report<StockByCategoryView>('by-category?limit=100');
    const parents = new Map((await inventory.database.query<{ code: string; parent: string | null }>(
      `SELECT child.code, parent.code AS parent FROM item_category child LEFT JOIN item_category parent ON parent.id = child.parent_id WHERE child.workspace_id = 'wsp_mine'`,
    )).map(({ code, parent }) => [code, parent]));
    const isIn = (category: string | null | undefined, top: string): boolean => typeof category === 'string' && (category === top || isIn(parents.get(category), top));
    expect(rows).toHaveLength(100);
    for (const { categoryCode, parentId, items, quantity, reserved, available, lowStock, value } of rows) {
      expect({ items, quantity, reserved, available, lowStock, value }).toEqual(totalsOf(stock.filter(({ category }) => isIn(category, categoryCode))));
      const parent = parents.get(categoryCode);
      expect(parentId).toBe(typeof parent === 'string' ? await idOf('item_category', parent) : null);
    }
  });

  it('by-category has at its top each item once, and below a category its children', async () => {
    const top = await report<StockByCategoryView>('by-category?parent=none');
    expect(top.reduce((total, { quantity }) => total + quantity, 0)).toBe(totalsOf(stock).quantity);
    const below = await report<StockByCategoryView>(`by-category?parent=${await idOf('item_category', 'scaffolding')}`);
    expect(below.map(({ categoryCode }) => categoryCode)).toEqual(['frame-scaffolding', 'mobile-towers', 'ringlock-scaffolding', 'tube-and-coupler']);
  });

  it('low-stock is every stock with fewer available than its reorder level, and nothing else', async () => {
    const { text } = await inventory.api.get('/public/v1/stock-reports/low-stock?format=csv', mine);
    const lines = parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' });
    const low = stock.filter((row) => row.quantity - row.reserved < row.reorder_level);
    const key = (sku: unknown, warehouse: unknown) => `${String(sku)} ${String(warehouse)}`;
    expect(low.length).toBeGreaterThan(100);
    expect(lines.map((line) => key(line['sku'], line['warehouse_code'])).sort()).toEqual(low.map(({ sku, warehouse }) => key(sku, warehouse)).sort());
    const page = await report<LowStockView>('low-stock?limit=100&sort=-shortage');
    for (const { quantity, reserved, available, reorderLevel, shortage } of page) {
      expect([available, shortage]).toEqual([quantity - reserved, reorderLevel - available]);
      expect(shortage).toBeGreaterThan(0);
    }
  });

  it('narrows low-stock by warehouse, by category and all below it, and by the status of the item', async () => {
    const low = stock.filter((row) => row.quantity - row.reserved < row.reorder_level);
    const inWarehouse = await report<LowStockView>(`low-stock?limit=100&warehouse=${await idOf('warehouse', 'AMI-MTR')}`);
    expect(inWarehouse.map(({ sku }) => sku)).toEqual(low.filter(({ warehouse }) => warehouse === 'AMI-MTR').map(({ sku }) => sku).sort());
    const inBranch = await report<LowStockView>(`low-stock?limit=100&category=${await idOf('item_category', 'scaffolding')}`);
    expect(inBranch.every(({ sku }) => /^(SCF|RLK|TUB|TWR)-/.test(sku))).toBe(true);
    expect(inBranch.length).toBe(low.filter(({ sku }) => /^(SCF|RLK|TUB|TWR)-/.test(sku)).length);
    expect(await report('low-stock?status=discontinued')).toEqual([]);
    const [warehouse] = await report<StockByWarehouseView>(`by-warehouse?warehouse=${await idOf('warehouse', 'AMI-MTR')}`);
    expect(warehouse?.lowStock).toBe(inWarehouse.length);
  });

  it.each(REPORTS)('%s as CSV is whole and says what the JSON says', async (name) => {
    const { status, headers, text } = await inventory.api.get(`/public/v1/stock-reports/${name}`, mine, { accept: 'text/csv' });
    expect([status, headers.get('content-type'), headers.get('vary')]).toEqual([200, 'text/csv; charset=utf-8; header=present', 'Accept']);
    expect(headers.get('content-disposition')).toMatch(/^attachment; filename="[a-z-]+\.csv"$/);
    const lines = parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' });
    const rows = await report<Record<string, string | number | null>>(`${name}?limit=100`);
    expect(lines.length).toBeGreaterThanOrEqual(rows.length);
    for (const [index, row] of rows.entries()) {
      for (const [field, value] of Object.entries(row)) {
        if (field === 'object' || field === 'value') continue;
        const header = field.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
        expect(lines[index]?.[header]?.replace(/^'/, '')).toBe(value === null ? '' : String(value));
      }
    }
  });

  it('has amounts and currencies of a CSV line in one order', async () => {
    const { text } = await inventory.api.get('/public/v1/stock-reports/by-warehouse?format=csv&fields=warehouseCode,value', mine);
    const rows = await report<StockByWarehouseView>('by-warehouse');
    const cells = ({ warehouseCode, value }: StockByWarehouseView) => [warehouseCode, value.map(({ amountMinor }) => amountMinor).join(' '), value.map(({ currency }) => currency).join(' ')];
    expect(parse(text, { record_delimiter: '\r\n' })).toEqual([['warehouse_code', 'value_minor', 'currency'], ...rows.map(cells)]);
  });

  it('gives a spreadsheet no formula that somebody wrote into an item’s name', async () => {
    const { text } = await inventory.api.get('/public/v1/stock-reports/low-stock?format=csv', mine);
    expect(text).toContain(`,"'=HYPERLINK(""http://x.example"")",`);
    expect(text).not.toMatch(/(^|[,"\n])=HYPERLINK/);
  });

  it('sends a long report in pieces, each row once, in order, and the same rows as in pages', async () => {
    await inventory.database.query(`UPDATE stock SET reorder_level = 2147483647 WHERE workspace_id = 'wsp_mine'`);
    const { text, headers } = await inventory.api.get('/public/v1/stock-reports/low-stock?format=csv&sort=-shortage&fields=itemId,warehouseId,shortage', mine);
    const lines = parse<Record<string, string>>(text, { columns: true, record_delimiter: '\r\n' });
    expect([lines.length, headers.get('etag')]).toEqual([stock.length, null]);
    expect(new Set(lines.map((line) => `${line['item_id']} ${line['warehouse_id']}`)).size).toBe(stock.length);
    const shortages = lines.map((line) => Number(line['shortage']));
    expect(shortages).toEqual([...shortages].sort((a, b) => b - a));
    expect((await inventory.api.head('/public/v1/stock-reports/low-stock?format=csv', mine)).status).toBe(200);
  });

  it('lets nobody take a report that broke off for a whole one', async () => {
    // eslint-disable-next-line @typescript-eslint/unbound-method -- called on the query that it is called on below
    const { rows } = WorkspaceQuery.prototype;
    let calls = 0;
    const reading = jest.spyOn(WorkspaceQuery.prototype, 'rows').mockImplementation(function (this: WorkspaceQuery<never>) {
      calls += 1;
      return calls < 3 ? rows.call(this) : Promise.reject(new Error('the database is gone'));
    });
    await expect(inventory.api.get('/public/v1/stock-reports/low-stock?format=csv', mine)).rejects.toThrow('terminated');
    reading.mockRestore();
    expect(calls).toBe(3);
    expect((await inventory.api.get('/public/v1/stock-reports/by-warehouse', mine)).status).toBe(200);
  });

  it.each([
    ['by-warehouse', 'text/html'],
    ['by-category', 'application/xml, image/*'],
    ['low-stock', '*/*;q=0'],
  ])('%s is 406 where Accept is %s and nothing else was said', async (name, accept) => {
    const { status, headers, body } = await inventory.api.get(`/public/v1/stock-reports/${name}`, mine, { accept });
    expect([status, headers.get('content-type'), headers.get('vary')]).toEqual([406, 'application/problem+json', 'Accept']);
    expect(body).toMatchObject({ code: 'not_acceptable' });
    expect((await inventory.api.get(`/public/v1/stock-reports/${name}?format=json`, mine, { accept })).status).toBe(200);
  });

  it.each([
    ['by-warehouse?format=xml', '/format'],
    ['by-warehouse?format=csv&limit=5', '/limit'],
    ['by-category?format=csv&cursor=abc', '/cursor'],
    ['low-stock?sort=price', '/sort'],
    ['low-stock?sort=-', '/sort'],
    ['low-stock?warehouse=', '/warehouse'],
    ['by-category?category=cat_1', '/category'],
    ['low-stock?limit=0', '/limit'],
  ])('refuses %s with the pointer %s', async (path, pointer) => {
    const { status, body } = await inventory.api.get(`/public/v1/stock-reports/${path}`, mine);
    expect([status, (body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it.each([
    ['by-warehouse', 'quantity'],
    ['by-category', '-lowStock'],
    ['low-stock', 'available'],
    ['low-stock', '-shortage'],
  ])('%s by %s begins behind any number that a cursor made up by hand has', async (name, sort) => {
    const binding = { route: `GET /public/v1/stock-reports/${name}`, workspaceId: 'wsp_mine', filters: { sort } };
    for (const value of ['9'.repeat(18), `-${'9'.repeat(18)}`]) {
      const cursor = encodeCursor(binding, { value, id: 'itm_1' });
      const { status, body } = await inventory.api.get(`/public/v1/stock-reports/${name}?sort=${sort}&cursor=${cursor}`, mine);
      expect([status, (body as { data: object[] }).data.length > 0]).toEqual([200, value.startsWith('-') !== sort.startsWith('-')]);
    }
  });

  it.each(REPORTS)('%s shows nothing of another workspace, by no id of it, as JSON or CSV', async (name) => {
    const ids = [await idOf('warehouse', 'AMI-MTR'), await idOf('item_category', 'scaffolding')];
    for (const format of ['json', 'csv']) {
      const { text } = await inventory.api.get(`/public/v1/stock-reports/${name}?format=${format}`, theirs);
      for (const { id } of await inventory.database.query<{ id: string }>(`SELECT id FROM warehouse WHERE workspace_id = 'wsp_mine' UNION ALL SELECT id FROM item_category WHERE workspace_id = 'wsp_mine'`)) expect(text).not.toContain(id);
      expect(text).not.toContain('ZZ-NEW');
    }
    const filter = name === 'by-category' ? `parent=${ids[1] ?? ''}` : `warehouse=${ids[0] ?? ''}`;
    expect(await report(`${name}?${filter}`, theirs)).toEqual([]);
    expect(await report(name, tokenOf('wsp_empty', 'stock-reports:read'))).toEqual([]);
    expect(await report(name, tokenOf('wsp_nobody', 'stock-reports:read'))).toEqual([]);
    expect((await inventory.api.get(`/public/v1/stock-reports/${name}?format=csv`, tokenOf('wsp_nobody', 'stock-reports:read'))).text.split('\r\n')).toHaveLength(2);
  });
});
