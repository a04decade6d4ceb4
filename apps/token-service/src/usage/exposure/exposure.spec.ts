import { beforeEach, describe, expect, it } from '@jest/globals';
import type { ExposureReport } from '@portcullis/messages';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { deleteOldDetail } from '../upkeep/delete-old-detail.js';
import { countUsage } from '../count-usage.js';
import { chunkOf, countDetail, INTERVAL_MS, usageOf } from '../usage-database.spec-kit.js';
import type { TokenExposure } from './exposure-answer.js';
import { readClosings } from './read-exposure.js';

const { database, service, owner } = await tokensOfSuite();
const [ONE, OTHER] = ['1'.repeat(32), '2'.repeat(32)];
const times = { firstAt: '2026-11-23T05:00:00.000Z', lastAt: '2026-11-23T05:00:01.000Z' };

beforeEach(() => database.query('DELETE FROM replica_boot', []));

const admit = (boot: string, position = 0) =>
  database.query("INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 'inventory-public-api', 30000, $2)", [boot, position]);
const tell = (...reports: ExposureReport[]) => database.transaction((query) => countUsage(query, { records: [], chunks: [], reports }, INTERVAL_MS));
const reportOf = (boot: string, upTo: number, closings: ExposureReport['closings'] = [], unsureTo = 0): ExposureReport => ({ schema: 1, kind: 'exposure', service: 'inventory-public-api', boot, upTo, unsureTo, closings });

async function exposure(id: string, query = ''): Promise<TokenExposure> {
  const answer = await service.request('GET', `/api/v1/api-keys/${id}/exposure${query}`, { headers: owner.headers });
  expect(answer.status).toBe(200);
  return answer.json as unknown as TokenExposure;
}

async function revoked(): Promise<{ id: string; position: number }> {
  const { apiToken } = await service.issue(owner.headers);
  const answer = await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
  return { id: apiToken.id, position: (answer.json?.['receipt'] as { position: number }).position };
}

describe('the exposure of a revoked token', () => {
  it('is what each process told, told twice or late as well', async () => {
    await admit(ONE);
    await admit(OTHER);
    const { id, position } = await revoked();
    const calls = [{ route: 'GET /api/v1/items', address: '192.0.2.1', calls: 3, ...times }];
    const told = reportOf(ONE, position, [{ tokenId: id, position, complete: true, calls: 3, ...times, groups: calls }]);
    await tell(told, reportOf(OTHER, position + 5));
    await tell(reportOf(OTHER, 1), told);
    expect(await exposure(id)).toEqual({
      tokenId: id,
      since: null,
      closings: [{
        type: 'TokenRevoked', position, time: expect.any(String), complete: true, acceptedAtMost: 3,
        boots: [
          { service: 'inventory-public-api', boot: ONE, complete: true, acceptedAtMost: 3, ...times, calls, otherCalls: 0 },
          { service: 'inventory-public-api', boot: OTHER, complete: true, acceptedAtMost: 0, firstAt: null, lastAt: null, calls: [], otherCalls: 0 },
        ],
      }],
      earlierClosings: 0,
    });
  });

  it('is not complete while a process that it concerned has not told, and never where that died', async () => {
    await admit(ONE);
    const { id, position } = await revoked();
    expect(await exposure(id)).toMatchObject({ closings: [{ complete: false, acceptedAtMost: 0, boots: [{ boot: ONE, complete: false }] }] });
    await database.query("UPDATE replica_boot SET phase = 'retired', gone_position = $2 WHERE boot = $1", [ONE, position]);
    expect(await exposure(id)).toMatchObject({ closings: [{ complete: false }] });
  });

  it('is not complete where a process said that it cannot say', async () => {
    const boot = '3'.repeat(32);
    await admit(boot);
    const { id, position } = await revoked();
    await tell(reportOf(boot, position, [], position));
    expect(await exposure(id)).toMatchObject({ closings: [{ complete: false, boots: [{ complete: false }] }] });
  });

  it('is not complete where it is older than detail is kept, and is kept by the store’s time, not by that of the calls', async () => {
    const boot = '4'.repeat(32);
    await admit(boot);
    const { id, position } = await revoked();
    await tell(reportOf(boot, position, [{ tokenId: id, position, complete: true, calls: 3, firstAt: '2026-01-01T00:00:00.000Z', lastAt: '2026-01-01T00:00:00.000Z', groups: [] }]));
    const tidy = (before: Date) => database.transaction((query) => deleteOldDetail(query, before));
    await tidy(new Date(Date.now() - 86_400_000));
    expect(await exposure(id)).toMatchObject({ closings: [{ complete: true, acceptedAtMost: 3 }] });
    const later = new Date(Date.now() + 1_000);
    await tidy(later);
    expect(await readClosings(database.query, id, later)).toMatchObject({ closings: [{ complete: false, acceptedAtMost: 0, boots: [{ boot, complete: false }] }] });
  });

  it('leaves nothing out unsaid: calls beyond the groups that were told, and closings before the fifty that are shown', async () => {
    await admit(ONE);
    const { id, position } = await revoked();
    const groups = [{ route: null, address: null, calls: 3, ...times }];
    await tell(reportOf(ONE, position, [{ tokenId: id, position, complete: true, calls: 10, ...times, groups }]));
    expect(await exposure(id)).toMatchObject({ earlierClosings: 0, closings: [{ acceptedAtMost: 10, boots: [{ acceptedAtMost: 10, calls: groups, otherCalls: 7 }] }] });

    const { apiToken } = await service.issue(owner.headers);
    const change = (what: string) => service.request('POST', `/api/v1/api-keys/${apiToken.id}/${what}`, { headers: owner.headers });
    for (let time = 0; time < 52; time += 1) {
      expect((await change('disable')).status).toBe(200);
      await change('enable');
    }
    const shown = await exposure(apiToken.id);
    expect([shown.closings.length, shown.earlierClosings]).toEqual([50, 2]);
  }, 60_000);

  it('concerns no process that came after it, or was gone before', async () => {
    const { id, position } = await revoked();
    await admit(ONE, position);
    await admit(OTHER, 0);
    await database.query('UPDATE replica_boot SET gone_position = $2 WHERE boot = $1', [OTHER, position - 1]);
    expect(await exposure(id)).toMatchObject({ closings: [{ complete: true, acceptedAtMost: 0, boots: [] }] });
  });

  it('is told for each time it was closed, the newest first', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const path = `/api/v1/api-keys/${apiToken.id}`;
    for (const below of ['/disable', '/enable']) await service.request('POST', `${path}${below}`, { headers: owner.headers });
    await service.request('DELETE', path, { headers: owner.headers });
    expect((await exposure(apiToken.id)).closings.map(({ type }) => type)).toEqual(['TokenRevoked', 'TokenDisabled']);
  });
});

describe('after a leak', () => {
  it('all that the token did since is told, and whether that is all', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const at = new Date(Date.now() - 3_600_000).toISOString();
    await countDetail(database, [chunkOf(7_001, [{ tokenId: apiToken.id, calls: 4, at }, { tokenId: apiToken.id, calls: 2, at: new Date(Date.now() - 86_400_000).toISOString() }])], [usageOf(apiToken.id, 6)]);
    const { since } = await exposure(apiToken.id, `?since=${new Date(Date.now() - 7_200_000).toISOString()}`);
    expect(since).toMatchObject({ complete: true, detail: { step: 'minute', calls: { accepted: 4 }, steps: [{ calls: { accepted: 4 } }], routes: [{ route: 'GET /api/v1/items' }], addresses: [{ address: '203.0.113.1' }] } });
    await countDetail(database, [], [usageOf(apiToken.id, 7)]);
    expect((await exposure(apiToken.id, '?since=2026-01-01T00:00:00Z')).since).toMatchObject({ complete: false, detail: { step: 'day', calls: { accepted: 6 } } });
  });
});
