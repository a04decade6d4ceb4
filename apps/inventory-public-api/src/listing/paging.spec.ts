import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { itemCategoriesInOrder } from '../item-categories/list-item-categories/list-item-categories.query.js';
import { itemsInOrder } from '../items/list-items/list-items.query.js';
import { inventoryOfSuite, seedTwoTenants } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';
import { byCategoryReport } from '../stock-reports/by-category/by-category.report.js';
import { byWarehouseReport } from '../stock-reports/by-warehouse/by-warehouse.report.js';
import { lowStockReport } from '../stock-reports/low-stock/low-stock.report.js';
import { warehousesInOrder } from '../warehouses/list-warehouses/list-warehouses.query.js';

type Shown = Readonly<Record<string, string | number>>;

/** Names that sort differently by bytes, by letters and by locale, many of them twice. */
const NAMES = ['a', 'A', 'á', 'Á', 'z', 'Z', '~', '_', '-', 'a b', 'a-b', 'ab', 'ß', 'ss', 'ﬀ', '𝒜', '💣', "a'b", 'a"b', 'a\\b', '日本', 'ﾊ'];

const token = tokenOf('wsp_mine', 'items:read', 'warehouses:read', 'item-categories:read', 'stock-reports:read');

describe('a list under each of its orders', () => {
  const inventory = inventoryOfSuite(async (dataSource, database) => {
    await seedTwoTenants(dataSource);
    // Enough for many pages, few enough to visit them all many times.
    await database.query(`DELETE FROM stock WHERE abs(hashtext(item_id)) % 10 <> 0`);
    await database.query(`DELETE FROM item WHERE NOT EXISTS (SELECT FROM stock WHERE item_id = item.id)`);
    for (const table of ['item', 'warehouse', 'item_category']) {
      await database.query(`ALTER TABLE ${table} DISABLE TRIGGER USER`);
      await database.query(
        `UPDATE ${table} SET name = ($1::text[])[1 + abs(hashtext(id)) % ${NAMES.length}],
           updated_at = '2026-01-01T00:00:00Z'::timestamptz + abs(hashtext(id || 'u')) % 5 * interval '1 ms',
           created_at = now() - abs(hashtext(id || 'c')) % 2000 * interval '1 ms'`,
        [NAMES],
      );
    }
  });

  const everyPage = async (path: string, query: string, limit: number): Promise<Shown[]> => {
    const shown: Shown[] = [];
    for (let cursor = ''; ; ) {
      const { status, body } = await inventory.api.get(`${path}?limit=${limit}&${query}${cursor}`, token);
      expect(status).toBe(200);
      const { data, nextCursor } = body as { data: Shown[]; nextCursor: string | null };
      expect(data.length).toBeLessThanOrEqual(limit);
      shown.push(...data);
      if (nextCursor === null) return shown;
      expect(data).toHaveLength(limit);
      cursor = `&cursor=${nextCursor}`;
    }
  };

  const count = async (table: string) => Number((await inventory.database.query<{ n: string }>(`SELECT count(*) AS n FROM ${table} WHERE workspace_id = 'wsp_mine'`))[0]?.n);

  /** As PostgreSQL has it for texts in the C collation: by code points. */
  const compare = (a: string | number, b: string | number): number =>
    typeof a === 'number' && typeof b === 'number' ? a - b : Buffer.compare(Buffer.from(String(a)), Buffer.from(String(b)));

  it.each([
    ['items', Object.keys(itemsInOrder.sorts), 'item', ['id'], 7],
    ['warehouses', Object.keys(warehousesInOrder.sorts), 'warehouse', ['id'], 1],
    ['item-categories', Object.keys(itemCategoriesInOrder.sorts), 'item_category', ['id'], 3],
    ['stock-reports/by-warehouse', Object.keys(byWarehouseReport.list.sorts), 'warehouse', ['warehouseId'], 2],
    ['stock-reports/by-category', Object.keys(byCategoryReport.list.sorts), 'item_category', ['categoryId'], 11],
    ['stock-reports/low-stock', Object.keys(lowStockReport.list.sorts), 'low_stock', ['itemId', 'warehouseId'], 5],
  ])('%s: pages of any length visit each row exactly once, in order, equals in the order of their ids', async (resource, fields, table, id, smallest) => {
    const rows = await count(table);
    expect(rows).toBeGreaterThan(10);
    for (const field of fields) {
      await fc.assert(
        fc.asyncProperty(fc.integer({ min: smallest, max: 100 }), fc.boolean(), async (limit, descending) => {
          const asked = [...new Set([field, ...id])].join(',');
          const shown = await everyPage(`/public/v1/${resource}`, `sort=${descending ? '-' : ''}${field}&fields=${asked}`, limit);
          const keyOf = (row: Shown) => id.map((name) => row[name]).join('.');
          expect(new Set(shown.map(keyOf)).size).toBe(rows);
          expect(shown).toHaveLength(rows);
          const sorted = [...shown].sort((a, b) => compare(a[field] ?? '', b[field] ?? '') || compare(keyOf(a), keyOf(b)));
          expect(shown).toEqual(descending ? sorted.reverse() : sorted);
        }),
        { numRuns: 5 },
      );
    }
  }, 120_000);

  it.each([
    ['items', 'sku', '-sku', 'items?sort=sku&limit=2'],
    ['items', 'sku', 'name', 'items?sort=sku&limit=2'],
    ['warehouses', 'name', '-name', 'warehouses?sort=name&limit=2'],
    ['stock-reports/low-stock', 'shortage', 'available', 'stock-reports/low-stock?sort=shortage&limit=2'],
  ])('%s: a cursor of %s is refused under %s', async (resource, _sort, other, from) => {
    const { nextCursor } = (await inventory.api.get(`/public/v1/${from}`, token)).body as { nextCursor: string };
    const { status, body } = await inventory.api.get(`/public/v1/${resource}?limit=2&sort=${other}&cursor=${nextCursor}`, token);
    expect([status, body]).toEqual([400, expect.objectContaining({ code: 'validation_failed', errors: [expect.objectContaining({ pointer: '/cursor' })] })]);
  });

  it('a cursor goes on with other fields than it began with', async () => {
    const { nextCursor } = (await inventory.api.get('/public/v1/items?sort=-name&limit=2&fields=id', token)).body as { nextCursor: string };
    expect((await inventory.api.get(`/public/v1/items?sort=-name&limit=2&cursor=${nextCursor}&fields=name`, token)).status).toBe(200);
  });
});
