import { describe, expect, it } from '@jest/globals';
import type { Scope } from '@portcullis/scopes';
import { seed } from '../inventory-database.spec-kit.js';
import { inventoryOfSuite } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';

const RESOURCES: readonly (readonly [path: string, scope: Scope, fields: string])[] = [
  ['company', 'company:read', 'id,name'],
  ['items', 'items:read', 'id,name'],
  ['items/:id', 'items:read', 'price,stock'],
  ['warehouses', 'warehouses:read', 'id,name'],
  ['warehouses/:id', 'warehouses:read', 'city'],
  ['item-categories', 'item-categories:read', 'id,parentId'],
  ['item-categories/:id', 'item-categories:read', 'itemCount'],
  ['stock-reports/by-warehouse', 'stock-reports:read', 'warehouseCode,value'],
  ['stock-reports/by-category', 'stock-reports:read', 'categoryCode,quantity'],
  ['stock-reports/low-stock', 'stock-reports:read', 'sku,shortage'],
];

describe('every GET of the inventory', () => {
  const inventory = inventoryOfSuite((dataSource) => seed(dataSource, 'wsp_mine'));

  /** The path with the first row's id in it. */
  const real = async (path: string, token: string): Promise<string> => {
    const list = `/public/v1/${path.replace('/:id', '')}`;
    if (!path.endsWith(':id')) return list;
    const { data } = (await inventory.api.get(`${list}?limit=1`, token)).body as { data: { id: string }[] };
    return `${list}/${data[0]?.id ?? ''}`;
  };
  const rowsOf = (body: unknown): object[] => (body as { data?: object[] }).data ?? [body as object];

  it.each(RESOURCES)('shows of %s exactly the fields that were asked for', async (resource, scope, fields) => {
    const token = tokenOf('wsp_mine', scope);
    const path = await real(resource, token);
    const whole = rowsOf((await inventory.api.get(path, token)).body);
    const some = rowsOf((await inventory.api.get(`${path}?fields=${fields}`, token)).body);
    expect(some.map((row) => Object.keys(row))).toEqual(whole.map((row) => Object.keys(row).filter((name) => fields.split(',').includes(name))));
    expect(whole.map((row, index) => ({ ...row, ...some[index] }))).toEqual(whole);
  });

  it.each(RESOURCES)('refuses an unknown field of %s with its pointer and names the known ones', async (resource, scope) => {
    const token = tokenOf('wsp_mine', scope);
    const path = await real(resource, token);
    const [row = {}] = rowsOf((await inventory.api.get(path, token)).body);
    for (const fields of ['id,nonsense', '', 'id,', 'id, name', 'ID', '__proto__', 'id&fields=name', 'constructor']) {
      const { status, body } = await inventory.api.get(`${path}?fields=${fields}`, token);
      const errors = (body as { errors: { pointer: string; message: string }[] }).errors;
      expect([fields, status, errors.map(({ pointer }) => pointer)]).toEqual([fields, 400, ['/fields']]);
      if (fields.startsWith('id,n')) expect(errors[0]?.message).toContain(Object.keys(row).join(', '));
    }
  });

  it.each([...RESOURCES, ['stock-reports', 'stock-reports:read', ''] as const])('answers 304 for %s while it is as the client has it', async (resource, scope) => {
    const token = tokenOf('wsp_mine', scope);
    const path = await real(resource, token);
    const first = await inventory.api.get(path, token);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[0-9A-Za-z_-]{22}"$/);
    expect(first.headers.get('cache-control')).toBe('private, no-cache');
    const again = await inventory.api.get(path, token, { 'if-none-match': `"other", W/${etag}` });
    expect([again.status, again.text, again.headers.get('etag'), again.headers.get('cache-control')]).toEqual([304, '', etag, 'private, no-cache']);
    expect((await inventory.api.get(path, token, { 'if-none-match': '"other"' })).text).toBe(first.text);
    expect((await inventory.api.head(path, token, { 'if-none-match': etag })).status).toBe(304);
  });

  it.each([...RESOURCES, ['stock-reports', 'stock-reports:read', ''] as const])('tells nobody without the scope of %s that it is unchanged', async (resource, scope) => {
    const token = tokenOf('wsp_mine', scope);
    const path = await real(resource, token);
    const etag = (await inventory.api.get(path, token)).headers.get('etag') ?? '';
    for (const ifNoneMatch of [etag, '*']) {
      expect((await inventory.api.get(path, undefined, { 'if-none-match': ifNoneMatch })).status).toBe(401);
      const { status, headers } = await inventory.api.get(path, tokenOf('wsp_mine', scope === 'items:read' ? 'company:read' : 'items:read', 'items:create'), { 'if-none-match': ifNoneMatch });
      expect([status, headers.get('etag')]).toEqual([403, null]);
      expect(headers.get('www-authenticate')).toContain(`scope="${scope}"`);
    }
  });

  it.each(RESOURCES.filter(([path]) => path.endsWith(':id')))('tells no other workspace that %s is there, also where If-None-Match is *', async (resource, scope) => {
    const path = await real(resource, tokenOf('wsp_mine', scope));
    for (const headers of [{}, { 'if-none-match': '*' }]) {
      expect((await inventory.api.get(path, tokenOf('wsp_theirs', scope), headers as Record<string, string>)).status).toBe(404);
    }
  });

  it('shows a change at once to a client that asks conditionally', async () => {
    const token = tokenOf('wsp_mine', 'warehouses:read');
    const path = await real('warehouses/:id', token);
    const before = await inventory.api.get(path, token);
    await inventory.database.query(`UPDATE warehouse SET name = name || '!' WHERE id = $1`, [(before.body as { id: string }).id]);
    const after = await inventory.api.get(path, token, { 'if-none-match': before.headers.get('etag') ?? '' });
    expect(after.status).toBe(200);
    const [was, is] = [before.body, after.body] as { name: string; updatedAt: string }[];
    expect(is?.name).toBe(`${String(was?.name)}!`);
    expect(String(is?.updatedAt) > String(was?.updatedAt)).toBe(true);
  });
});
