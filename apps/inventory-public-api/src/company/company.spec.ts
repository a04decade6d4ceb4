import { describe, expect, it } from '@jest/globals';
import { inventoryOfSuite } from '../inventory-of-suite.spec-kit.js';
import { tokenOf } from '../served-inventory.spec-kit.js';
import { createCompany } from './create-company/create-company.js';

const PATH = '/public/v1/company';

describe('GET /public/v1/company', () => {
  const inventory = inventoryOfSuite(async (dataSource) => {
    await createCompany(dataSource, 'wsp_mine', 'PT Sewa Jaya');
    await createCompany(dataSource, 'wsp_theirs', 'PT Lain');
  });

  it('shows each workspace its own company', async () => {
    const { status, headers, body } = await inventory.api.get(PATH, tokenOf('wsp_mine', 'company:read'));
    expect(status).toBe(200);
    expect(headers.get('cache-control')).toBe('private, no-cache');
    expect(body).toEqual({
      id: expect.stringMatching(/^cmp_[0-9A-Za-z]{22}$/),
      object: 'company',
      workspaceId: 'wsp_mine',
      name: 'PT Sewa Jaya',
      createdAt: expect.stringMatching(/Z$/),
    });
    const other = await inventory.api.get(PATH, tokenOf('wsp_theirs', 'company:read'));
    expect(other.body).toMatchObject({ workspaceId: 'wsp_theirs', name: 'PT Lain' });
  });

  it('is 404 where the workspace has none', async () => {
    expect((await inventory.api.get(PATH, tokenOf('wsp_empty', 'company:read'))).status).toBe(404);
  });

  it('requires company:read and nothing less', async () => {
    expect((await inventory.api.get(PATH)).status).toBe(401);
    const { status, headers } = await inventory.api.get(PATH, tokenOf('wsp_mine', 'items:read'));
    expect(status).toBe(403);
    expect(headers.get('www-authenticate')).toContain('scope="company:read"');
  });

  it('keeps the first name of a company', async () => {
    expect(await createCompany(inventory.dataSource, 'wsp_mine', 'PT Sewa Jaya')).toMatchObject({ outcome: 'already_there' });
    expect(await createCompany(inventory.dataSource, 'wsp_mine', 'PT Baru')).toMatchObject({ outcome: 'other_name', company: { name: 'PT Sewa Jaya' } });
  });
});
