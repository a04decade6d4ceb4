import { describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { bearer, pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { chunkOf, countDetail, ITEMS, NEW_ITEM, usageOf } from '../usage-database.spec-kit.js';
import type { CallCounts } from './usage-report.js';

const { database, service, owner } = await tokensOfSuite();
let chunk = 0;

const none = { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 };
const counts = (accepted: number, refused: Partial<CallCounts['refused']> = {}): CallCounts => ({ accepted, refused: { ...none, ...refused } });
const usage = (id: string, query = '', headers = owner.headers) => service.request('GET', `/api/v1/api-keys/${id}/usage${query}`, { headers });
const tell = (...cells: Parameters<typeof chunkOf>[1][number][]) => countDetail(database, [chunkOf((chunk += 1), cells)]);

async function usedToken(): Promise<string> {
  const { apiToken } = await service.issue(owner.headers);
  const told = (calls: number, more: object) => ({ tokenId: apiToken.id, calls, ...more });
  await tell(
    told(5, { at: '2026-11-23T05:00:10Z' }),
    told(2, { at: '2026-11-23T05:01:00Z', route: NEW_ITEM, address: '2001:db8::1' }),
    told(3, { at: '2026-11-23T06:59:59Z', outcome: 'scope', route: NEW_ITEM }),
    told(4, { at: '2026-11-23T07:00:00Z', outcome: 'revoked', route: null, address: null }),
    told(100, { at: '2026-11-20T00:00:00Z' }),
  );
  await countDetail(database, [], [usageOf(apiToken.id, 120, { refused: { ...none, scope: 3, revoked: 4 }, lastAcceptedAt: '2026-11-23T05:01:07.000Z', lastAcceptedAddress: '2001:db8::1' })]);
  return apiToken.id;
}

describe('the use of a token', () => {
  it('is told exactly, and for a time by step, route and address as far as detail was told', async () => {
    const id = await usedToken();
    const answer = await usage(id, '?from=2026-11-23T05:00:00Z&to=2026-11-23T06:59:00Z&step=hour');
    expect(answer).toMatchObject({ status: 200 });
    expect(answer.json).toEqual({
      tokenId: id,
      totals: { ...counts(120, { scope: 3, revoked: 4 }), firstUsedAt: '2026-11-23T05:01:07.000Z', lastUsedAt: '2026-11-23T05:01:07.000Z', withoutDetail: { accepted: 13, refused: 0 } },
      detail: {
        from: '2026-11-23T05:00:00.000Z',
        to: '2026-11-23T07:00:00.000Z',
        step: 'hour',
        keptFrom: expect.any(String),
        calls: counts(7, { scope: 3 }),
        steps: [{ start: '2026-11-23T05:00:00.000Z', calls: counts(7) }, { start: '2026-11-23T06:00:00.000Z', calls: counts(0, { scope: 3 }) }],
        routes: [
          { service: 'inventory-public-api', ...ITEMS, calls: counts(5) },
          { service: 'inventory-public-api', ...NEW_ITEM, calls: counts(2, { scope: 3 }) },
        ],
        addresses: [{ address: '203.0.113.1', calls: counts(5, { scope: 3 }) }, { address: '2001:db8::1', calls: counts(2) }],
      },
    });
  });

  it('has under other what came without route and address', async () => {
    const { json } = await usage(await usedToken(), '?from=2026-11-23T07:00:00Z&to=2026-11-23T07:00:00Z&step=minute');
    expect(json?.['detail']).toMatchObject({
      calls: counts(0, { revoked: 4 }),
      steps: [{ start: '2026-11-23T07:00:00.000Z', calls: counts(0, { revoked: 4 }) }],
      routes: [{ service: null, route: null, scopes: [], calls: counts(0, { revoked: 4 }) }],
      addresses: [{ address: null, calls: counts(0, { revoked: 4 }) }],
    });
  });

  it('is the same in steps of any length', async () => {
    const id = await usedToken();
    for (const [step, from] of [['minute', '2026-11-23T05:00:00Z'], ['hour', '2026-11-20T00:00:00Z'], ['day', '2026-10-01T00:00:00Z']] as const) {
      const { json } = await usage(id, `?from=${from}&to=2026-11-23T07:59:59Z&step=${step}`);
      expect(json?.['detail']).toMatchObject({ calls: counts(step === 'minute' ? 7 : 107, { scope: 3, revoked: 4 }) });
    }
  });

  it('lists the hundred addresses with the most calls, and sums up the others', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await tell(...Array.from({ length: 130 }, (_, at) => ({ tokenId: apiToken.id, calls: at + 1, address: `198.51.100.${at}` })));
    const { json } = await usage(apiToken.id, '?from=2026-11-23T00:00:00Z&to=2026-11-23T23:59:59Z');
    const { addresses } = json?.['detail'] as { addresses: { address: string | null; calls: CallCounts }[] };
    expect(addresses).toHaveLength(101);
    expect([addresses[0], addresses.at(-1)]).toEqual([{ address: '198.51.100.129', calls: counts(130) }, { address: null, calls: counts((30 * 31) / 2) }]);
  });

  it('of a token that nobody used is nothing', async () => {
    const { apiToken } = await service.issue(owner.headers);
    expect((await usage(apiToken.id)).json).toMatchObject({ totals: { ...counts(0), firstUsedAt: null, lastUsedAt: null }, detail: { calls: counts(0), steps: [], routes: [], addresses: [] } });
  });

  it('of this service is told as that of any other: by its routes, within two seconds', async () => {
    const { apiToken, token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(token) });
    expect((await service.request('GET', '/api/v1/usage', { headers: bearer(token) })).status).toBe(403);
    await eventually(async () => {
      const { json } = await usage(apiToken.id);
      expect(json?.['totals']).toMatchObject(counts(1, { scope: 1 }));
      expect((json?.['detail'] as { routes: unknown }).routes).toEqual(expect.arrayContaining([
        { service: 'token-service', route: 'GET /api/v1/api-keys/self', scopes: expect.any(Array), calls: counts(1) },
        { service: 'token-service', route: 'GET /api/v1/usage', scopes: ['audit:read'], calls: counts(0, { scope: 1 }) },
      ]));
    }, { timeoutMs: 2_000 });
  });

  it.each([['?from=2026-11-23T05:00:00Z&to=2026-11-22T00:00:00Z', '/from'], ['?from=2020-01-01T00:00:00Z&step=minute', '/from'], ['?from=yesterday', '/from'], ['?step=second', '/step'], ['?until=now', '/until']])('is not told for %s', async (query, pointer) => {
    const { apiToken } = await service.issue(owner.headers);
    const answer = await usage(apiToken.id, query);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });
});

describe('the use of all tokens of a workspace', () => {
  it('is that of each together, and nobody else’s', async () => {
    const stranger = await service.owner();
    const { apiToken: theirs } = await service.issue(stranger.headers);
    const [one, other] = [await service.issue(stranger.headers), theirs];
    await tell({ tokenId: one.apiToken.id, calls: 3 }, { tokenId: other.id, calls: 4, outcome: 'expired' });
    await countDetail(database, [], [usageOf(one.apiToken.id, 3)]);
    const { json } = await service.request('GET', '/api/v1/usage?from=2026-11-23T00:00:00Z&to=2026-11-23T23:00:00Z', { headers: stranger.headers });
    expect(json).toMatchObject({
      totals: counts(3),
      detail: { calls: counts(3, { expired: 4 }), tokens: [{ tokenId: other.id, calls: counts(0, { expired: 4 }) }, { tokenId: one.apiToken.id, calls: counts(3) }] },
    });
  });

  it('is for auditors and tokens with audit:read', async () => {
    const asked = async (headers: Readonly<Record<string, string>>) => (await service.request('GET', '/api/v1/usage', { headers })).status;
    const reading = await service.issue(owner.headers, { scopes: ['audit:read'] });
    const managing = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const people = await Promise.all((['auditor', 'member'] as const).map((role) => service.member(owner, role)));
    expect(await Promise.all([bearer(reading.token), bearer(managing.token), ...people.map(({ headers }) => headers)].map(asked))).toEqual([200, 403, 200, 403]);
  });
});
