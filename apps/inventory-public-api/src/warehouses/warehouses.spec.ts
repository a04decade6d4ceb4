import { describe, expect, it } from '@jest/globals';
import { inventoryOfSuite, seedTwoTenants } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';
import type { WarehouseView } from './warehouse-view.js';

const mine = tokenOf('wsp_mine', 'warehouses:read');
const theirs = tokenOf('wsp_theirs', 'warehouses:read');

describe('GET /public/v1/warehouses', () => {
  const inventory = inventoryOfSuite(seedTwoTenants);

  const list = async (query: string, token = mine): Promise<WarehouseView[]> => {
    const { status, body } = await inventory.api.get(`/public/v1/warehouses?${query}`, token);
    expect({ status, body: status === 200 ? null : body }).toEqual({ status: 200, body: null });
    return (body as { data: WarehouseView[] }).data;
  };

  it('shows every warehouse of the workspace in the order of the codes', async () => {
    const codes = (await list('')).map(({ code }) => code);
    expect(codes).toHaveLength(17);
    expect(codes).toEqual([...codes].sort());
    expect((await list('search=JKT-CKG'))[0]).toEqual({
      id: expect.stringMatching(/^whs_[0-9A-Za-z]{22}$/),
      object: 'warehouse',
      code: 'JKT-CKG',
      name: 'Jakarta Cakung (main depot)',
      address: 'Jl. Raya Bekasi KM 22 No. 18, Cakung',
      city: 'Jakarta Timur',
      region: 'DKI Jakarta',
      postalCode: '13910',
      country: 'ID',
      timeZone: 'Asia/Jakarta',
      areaM2: 14_500,
      createdAt: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
      updatedAt: expect.stringMatching(/Z$/),
    });
  });

  it('narrows by country, and by a part of name, code or city in any case', async () => {
    const all = await list('');
    expect(await list('country=SG')).toEqual(all.filter(({ country }) => country === 'SG'));
    expect((await list('search=jakarta%20TIMUR')).map(({ code }) => code)).toContain('JKT-CKG');
    for (const wildcard of ['%25%25', '___', '%5C']) expect(await list(`search=${wildcard}`)).toEqual([]);
  });

  it.each([
    ['country=id', '/country'],
    ['search=', '/search'],
    ['search=%00', '/search'],
    ['sort=areaM2', '/sort'],
    ['sort=name&sort=code', '/sort'],
    ['colour=red', '/colour'],
  ])('refuses ?%s with the pointer %s', async (query, pointer) => {
    const { status, body } = await inventory.api.get(`/public/v1/warehouses?${query}`, mine);
    expect([status, (body as { errors: { pointer: string }[] }).errors.map((error) => error.pointer)]).toEqual([400, [pointer]]);
  });

  it('shows two workspaces no warehouse of each other, and one without an inventory none', async () => {
    const ids = new Set((await list('', theirs)).map(({ id }) => id));
    expect((await list('')).filter(({ id }) => ids.has(id))).toEqual([]);
    expect(await list('', tokenOf('wsp_empty', 'warehouses:read'))).toEqual([]);
  });

  it('/{id} shows the warehouse as the list does', async () => {
    const [listed] = await list('limit=1');
    expect((await inventory.api.get(`/public/v1/warehouses/${listed?.id ?? ''}`, mine)).body).toEqual(listed);
  });

  it('/{id} is 404 for unknown ids, ill-formed ones and another workspace’s', async () => {
    const [foreign] = await list('limit=1', theirs);
    for (const id of [foreign?.id ?? '', 'whs_0000000000000000000000', 'whs_', 'itm_1', '%00', `whs_${'x'.repeat(61)}`]) {
      const { status, body } = await inventory.api.get(`/public/v1/warehouses/${id}`, mine);
      expect([id, status, body]).toEqual([id, 404, expect.objectContaining({ code: 'not_found' })]);
    }
  });
});
