import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import type { DataSource } from 'typeorm';
import { createCompany } from '../company/create-company/create-company.js';
import { type FlakyNetwork, flakyNetworkTo } from '../flaky-network.spec-kit.js';
import { openInventoryDatabase } from '../inventory-database.spec-kit.js';
import { type ServedInventory, serveInventory, tokenOf } from '../served-inventory.spec-kit.js';

const token = tokenOf('wsp_mine', 'items:read', 'company:read');
const ROUTES = ['/public/v1/company', '/public/v1/items', '/public/v1/items/itm_0000000000000000000000'];

describe('a service whose database is away', () => {
  let database: TestDatabase;
  let dataSource: DataSource;
  let network: FlakyNetwork;
  let api: ServedInventory;
  beforeAll(async () => {
    database = await createTestDatabase();
    dataSource = await openInventoryDatabase(database.connectionString);
    await createCompany(dataSource, 'wsp_mine', 'PT Sewa Jaya');
    network = await flakyNetworkTo(database.connectionString);
    api = await serveInventory(network.url);
  });
  afterAll(async () => {
    await api.close();
    await network.cut();
    await dataSource.destroy();
    await database.drop();
  });

  const databaseHealth = async () => (await api.get('/health')).body;

  it('answers 503 with Retry-After on every route that needs it, tells /health, stays ready, and recovers by itself', async () => {
    expect((await api.get(ROUTES[0] ?? '', token)).status).toBe(200);
    await network.cut();
    for (const route of ROUTES) {
      const { status, headers, body } = await api.get(route, token);
      expect({ route, status, body }).toMatchObject({ route, status: 503, body: { code: 'database_unavailable' } });
      expect(Number(headers.get('retry-after'))).toBeGreaterThan(0);
    }
    await eventually(async () => {
      expect(await databaseHealth()).toMatchObject({ status: 'alarm', parts: { database: { status: 'alarm' } } });
    }, { timeoutMs: 10_000 });
    expect((await api.get('/health/ready')).status).toBe(200);
    expect((await api.get(ROUTES[0] ?? '')).status).toBe(401);
    await network.mend();
    expect((await api.get(ROUTES[0] ?? '', token)).status).toBe(200);
    await eventually(async () => {
      expect(await databaseHealth()).toMatchObject({ status: 'ok', parts: { database: { status: 'ok' } } });
    }, { timeoutMs: 10_000 });
  });

  it('answers 503 within seconds while the database stands still, and recovers by itself', async () => {
    network.freeze();
    const began = performance.now();
    const answers = await Promise.all(Array.from({ length: 30 }, () => api.get(ROUTES[1] ?? '', token)));
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 503));
    expect(performance.now() - began).toBeLessThan(15_000);
    network.thaw();
    await eventually(async () => {
      expect((await api.get(ROUTES[1] ?? '', token)).status).toBe(200);
    }, { timeoutMs: 10_000 });
  });
});
