import { describe, expect, it, jest } from '@jest/globals';
import { inventoryOfSuite, seedTwoTenants } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';
import { WorkspaceQuery } from '../tenancy/workspace-query.js';
import type { ItemView } from './item-view.js';

interface Page {
  readonly data: readonly ItemView[];
  readonly nextCursor: string | null;
}

const mine = tokenOf('wsp_mine', 'items:read');
const theirs = tokenOf('wsp_theirs', 'items:read');

describe('GET /public/v1/items', () => {
  const inventory = inventoryOfSuite(seedTwoTenants);

  const page = async (query: string, token = mine): Promise<Page> => {
    const { status, body } = await inventory.api.get(`/public/v1/items?${query}`, token);
    expect({ status, body: status === 200 ? null : body }).toEqual({ status: 200, body: null });
    return body as Page;
  };
  const everyPage = async (query: string, between: (page: Page) => Promise<unknown> = () => Promise.resolve()): Promise<ItemView[]> => {
    const items: ItemView[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const got = await page(cursor === '' ? query : `${query}&cursor=${cursor}`);
      items.push(...got.data);
      cursor = got.nextCursor;
      await between(got);
    }
    return items;
  };
  const skus = (items: readonly ItemView[]) => items.map(({ sku }) => sku);
  const skusInDatabase = async (condition = 'true') =>
    (await inventory.database.query<{ sku: string }>(`SELECT sku FROM item WHERE workspace_id = 'wsp_mine' AND ${condition} ORDER BY sku`)).map(({ sku }) => sku);

  it('shows an item with its price, its category and its stock in each warehouse', async () => {
    const { data } = await page('search=CMP-TR-BS604');
    expect(data).toEqual([
      {
        id: expect.stringMatching(/^itm_[0-9A-Za-z]{22}$/),
        object: 'item',
        sku: 'CMP-TR-BS604',
        name: 'Tamping rammer Wacker Neuson BS60-4s',
        description: 'Four-stroke, shoe 280 mm',
        brand: 'Wacker Neuson',
        categoryId: expect.stringMatching(/^cat_[0-9A-Za-z]{22}$/),
        categoryName: 'Compaction',
        unit: 'unit',
        barcode: '2082538947314',
        status: 'active',
        price: { amountMinor: 3_450_000_000, currency: 'IDR' },
        rentable: true,
        dailyRate: { amountMinor: 41_500_000, currency: 'IDR' },
        weightGrams: 66_000,
        stock: expect.any(Array),
        createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
        updatedAt: expect.stringMatching(/Z$/),
      },
    ]);
    const { stock = [] } = data[0] ?? {};
    expect(stock.map(({ warehouseCode }) => warehouseCode)).toEqual([...stock].map(({ warehouseCode }) => warehouseCode).sort());
    expect(stock.find(({ warehouseCode }) => warehouseCode === 'JKT-CKG')).toEqual({
      warehouseId: expect.stringMatching(/^whs_[0-9A-Za-z]{22}$/),
      warehouseCode: 'JKT-CKG',
      warehouseName: 'Jakarta Cakung (main depot)',
      quantity: expect.any(Number),
      reserved: expect.any(Number),
      available: expect.any(Number),
      reorderLevel: expect.any(Number),
    });
    for (const { quantity, reserved, available } of stock) expect(available).toBe(quantity - reserved);
  });

  it('has 50 items a page by default and every item exactly once over all pages, in the order of the SKUs', async () => {
    expect((await page('')).data).toHaveLength(50);
    expect(skus(await everyPage('limit=100'))).toEqual(await skusInDatabase());
  });

  it('shows every item that was there exactly once while others are added before, at and behind the cursor', async () => {
    const there = await skusInDatabase();
    let added = 0;
    const addSome = async ({ data }: Page): Promise<void> => {
      for (const sku of ['0', `${data[0]?.sku ?? ''}-0`, `${data.at(-1)?.sku ?? ''}-0`, 'zz']) {
        added += 1;
        await inventory.database.query(
          `INSERT INTO item (workspace_id, id, sku, category_id, name, description, unit, status, price_minor, currency, rentable, weight_grams)
           SELECT workspace_id, 'itm_added' || $1, $2, category_id, 'Added', '-', 'pcs', 'active', 1, 'IDR', false, 0
           FROM item WHERE workspace_id = 'wsp_mine' LIMIT 1`,
          [added, `${sku}.${added}`],
        );
      }
    };
    const seen = skus(await everyPage('limit=97', addSome));
    await inventory.database.query(`DELETE FROM item WHERE id LIKE 'itm_added%'`);
    expect(added).toBeGreaterThan(50);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen).toEqual([...seen].sort());
    expect(seen.filter((sku) => !/\.\d+$/.test(sku))).toEqual(there);
  });

  it('loads a page of any length by two queries', async () => {
    const rows = jest.spyOn(WorkspaceQuery.prototype, 'rows');
    for (const limit of [1, 10, 100]) {
      rows.mockClear();
      await page(`limit=${limit}`);
      expect(rows).toHaveBeenCalledTimes(2);
    }
    rows.mockRestore();
  });

  it('refuses a cursor of another workspace, of other filters and of nobody', async () => {
    const { nextCursor } = await page('limit=2&status=active');
    const refusals = await Promise.all([
      inventory.api.get(`/public/v1/items?limit=2&status=active&cursor=${String(nextCursor)}`, theirs),
      inventory.api.get(`/public/v1/items?limit=2&status=inactive&cursor=${String(nextCursor)}`, mine),
      inventory.api.get(`/public/v1/items?limit=2&cursor=${String(nextCursor)}`, mine),
      inventory.api.get('/public/v1/items?limit=2&cursor=bm9ib2R5', mine),
    ]);
    for (const { status, body } of refusals) {
      expect(status).toBe(400);
      expect(body).toMatchObject({ code: 'validation_failed', errors: [{ pointer: '/cursor' }] });
    }
    expect((await page(`limit=3&status=active&cursor=${String(nextCursor)}`)).data).toHaveLength(3);
  });

  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=ten', '/limit'],
    ['limit=1&limit=2', '/limit'],
    ['status=sold', '/status'],
    ['category=%00', '/category'],
    ['warehouse=', '/warehouse'],
    ['search=', '/search'],
    ['search=%00', '/search'],
    [`search=${'x'.repeat(101)}`, '/search'],
    ['colour=red', '/colour'],
  ])('refuses ?%s with the pointer %s', async (query, pointer) => {
    const { status, headers, body } = await inventory.api.get(`/public/v1/items?${query}`, mine);
    expect(status).toBe(400);
    expect(headers.get('content-type')).toContain('application/problem+json');
    expect((body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)).toEqual([pointer]);
  });

  it('narrows by status', async () => {
    expect(skus(await everyPage('limit=100&status=discontinued'))).toEqual(await skusInDatabase(`status = 'discontinued'`));
  });

  it('narrows by a category and all below it', async () => {
    const idOf = async (code: string) => (await inventory.database.query<{ id: string }>(`SELECT id FROM item_category WHERE workspace_id = 'wsp_mine' AND code = $1`, [code]))[0]?.id ?? '';
    expect(skus(await everyPage(`category=${await idOf('compaction')}`))).toEqual(await skusInDatabase(`sku LIKE 'CMP-%'`));
    const all = await everyPage(`limit=100&category=${await idOf('scaffolding')}`);
    expect(skus(all)).toEqual(await skusInDatabase(`sku ~ '^(SCF|RLK|TUB|TWR)-'`));
  });

  it('narrows by a warehouse that keeps the item', async () => {
    const [warehouse] = await inventory.database.query<{ id: string }>(`SELECT id FROM warehouse WHERE workspace_id = 'wsp_mine' AND code = 'AMI-MTR'`);
    const kept = await everyPage(`limit=100&warehouse=${warehouse?.id ?? ''}`);
    expect(skus(kept)).toEqual(await skusInDatabase(`EXISTS (SELECT FROM stock WHERE workspace_id = 'wsp_mine' AND item_id = item.id AND warehouse_id = '${warehouse?.id ?? ''}')`));
    expect(kept.every(({ stock }) => stock.some(({ warehouseCode }) => warehouseCode === 'AMI-MTR'))).toBe(true);
  });

  it('finds by a part of the name in any case, a part of the SKU and a whole barcode, and takes % and _ for themselves', async () => {
    expect((await everyPage('search=tamping%20RAMMER')).length).toBe(5);
    expect(skus((await page('search=cmp-tr-bs')).data)).toEqual(['CMP-TR-BS604']);
    expect(skus((await page('search=2082538947314')).data)).toEqual(['CMP-TR-BS604']);
    expect((await page('search=20825389473')).data).toEqual([]);
    for (const wildcard of ['%25%25%25', '__', '%5C']) expect((await page(`search=${wildcard}`)).data).toEqual([]);
  });

  it('shows nothing by the ids of another workspace’s categories and warehouses', async () => {
    const [category] = await inventory.database.query<{ id: string }>(`SELECT id FROM item_category WHERE workspace_id = 'wsp_theirs' AND code = 'scaffolding'`);
    const [warehouse] = await inventory.database.query<{ id: string }>(`SELECT id FROM warehouse WHERE workspace_id = 'wsp_theirs' LIMIT 1`);
    expect((await page(`category=${category?.id ?? ''}`)).data).toEqual([]);
    expect((await page(`warehouse=${warehouse?.id ?? ''}`)).data).toEqual([]);
    expect((await page(`category=${category?.id ?? ''}`, theirs)).data.length).toBeGreaterThan(0);
  });

  it('shows two workspaces with the same articles no item, category or warehouse of each other', async () => {
    const idsOf = ({ data }: Page) => data.flatMap(({ id, categoryId, stock }) => [id, categoryId, ...stock.map(({ warehouseId }) => warehouseId)]);
    const [ofMine, ofTheirs] = [idsOf(await page('limit=100')), new Set(idsOf(await page('limit=100', theirs)))];
    expect(ofMine.length).toBeGreaterThan(100);
    expect(ofMine.filter((id) => ofTheirs.has(id))).toEqual([]);
  });

  it('is an empty list for a workspace without an inventory', async () => {
    expect(await page('', tokenOf('wsp_empty', 'items:read'))).toEqual({ data: [], nextCursor: null });
  });

  describe('/{id}', () => {
    it('shows the item as the list does', async () => {
      const [listed] = (await page('limit=1')).data;
      const { status, body } = await inventory.api.get(`/public/v1/items/${listed?.id ?? ''}`, mine);
      expect(status).toBe(200);
      expect(body).toEqual(listed);
    });

    it('answers unknown ids, ill-formed ids and another workspace’s ids with one and the same 404', async () => {
      const [foreign] = (await page('limit=1', theirs)).data;
      const ids = [foreign?.id ?? '', 'itm_0000000000000000000000', 'itm_', 'nonsense', '%00', '%F0%9F%92%A3', `itm_${'x'.repeat(61)}`];
      for (const id of ids) {
        const { status, body } = await inventory.api.get(`/public/v1/items/${id}`, mine);
        expect({ id, status, ...(body as object), requestId: '' }).toEqual({
          id,
          status: 404,
          type: 'urn:portcullis:problem:not_found',
          title: 'Not found',
          code: 'not_found',
          detail: 'There is nothing here.',
          message: 'There is nothing here.',
          requestId: '',
        });
      }
    });
  });

  it.each(['/public/v1/items', '/public/v1/items/itm_0000000000000000000000'])('requires items:read and nothing less for %s', async (path) => {
    expect((await inventory.api.get(path)).status).toBe(401);
    const { status, headers } = await inventory.api.get(path, tokenOf('wsp_mine', 'company:read', 'items:create', 'items:update'));
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toContain('scope="items:read"');
  });
});
