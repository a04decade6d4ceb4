import { describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { MOST_USES } from './recorded-use.js';
import { chunkOf, countDetail, ITEMS, NEW_ITEM, usageOf } from '../usage-database.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();
let chunk = 0;

const tryOut = (id: string, body: object, query = '?dryRun=true') => service.request('PATCH', `/api/v1/api-keys/${id}${query}`, { headers: owner.headers, body });

async function usedToken(): Promise<string> {
  const { apiToken } = await service.issue(owner.headers, { scopes: ['items:read', 'items:create'] });
  const told = (calls: number, more: object) => ({ tokenId: apiToken.id, calls, at: '2026-11-23T05:00:00Z', ...more });
  const cells = [told(5, { address: '192.0.2.1' }), told(2, { route: NEW_ITEM, address: '198.51.100.1' }), told(3, { route: NEW_ITEM, address: '192.0.2.1' }), told(4, { route: null, address: null }), told(9, { outcome: 'address' })];
  await countDetail(database, [chunkOf((chunk += 1), cells)], [usageOf(apiToken.id, 20)]);
  return apiToken.id;
}

describe('a dry run of a change', () => {
  it('answers which recorded use the narrower scopes and list would have refused, in the order of checks', async () => {
    const id = await usedToken();
    const answer = await tryOut(id, { scopes: ['items:read'], allowedIps: ['192.0.2.0/24'] });
    const { route } = NEW_ITEM;
    const lastAt = '2026-11-23T05:00:00.000Z';
    const missingScopes = ['items:create'];
    expect(answer).toMatchObject({ status: 200, json: { apiToken: { id, scopes: ['items:read', 'items:create'], version: 1 }, receipt: { confirmed: true } } });
    expect(answer.json?.['dryRun']).toEqual({
      keptFrom: expect.any(String),
      complete: false,
      accepted: 14,
      refused: { scope: 3, address: 2 },
      refusedAtMost: 15,
      unknown: 4,
      withoutDetail: 6,
      uses: [
        { because: 'scope', service: 'inventory-public-api', route, missingScopes, address: '192.0.2.1', calls: 3, lastAt },
        { because: 'address', service: 'inventory-public-api', route, missingScopes, address: '198.51.100.1', calls: 2, lastAt },
      ],
    });
  });

  it('changes nothing: no event, no version, no receipt of its own', async () => {
    const id = await usedToken();
    service.receipts.appliedPosition = 0;
    const answer = await tryOut(id, { scopes: ['items:read'], name: 'Other' });
    expect(answer).toMatchObject({ status: 200, json: { apiToken: { name: 'Till' } } });
    expect(service.receipts.waitedFor).not.toContain((answer.json?.['receipt'] as { position: number }).position + 1);
    expect(await readStream(database.query, `token/${id}`)).toHaveLength(1);
  });

  it('refuses nothing that is not narrowed', async () => {
    const id = await usedToken();
    for (const body of [{}, { name: 'Other' }, { allowedIps: null }, { scopes: ['items:read', 'items:create'] }]) {
      expect((await tryOut(id, body)).json?.['dryRun']).toMatchObject({ accepted: 14, refused: { scope: 0, address: 0 }, uses: [] });
    }
    expect((await tryOut(id, { scopes: [ITEMS.scopes[0]] })).json?.['dryRun']).toMatchObject({ refused: { scope: 5, address: 0 }, unknown: 4 });
  });

  it('says that it is partial where there were more pairs of route and address than it looks at, and names the upper bound', async () => {
    const id = await usedToken();
    await database.query(
      `INSERT INTO usage_cell (token_id, minute, outcome, route, address, calls)
       SELECT $1, '2026-11-23T05:00Z', 0, 0, '10.' || at / 65536 || '.' || at / 256 % 256 || '.' || at % 256, 1 FROM generate_series(1, $2::int) AS at`,
      [id, MOST_USES],
    );
    // Four uses with more calls each, of which one is of unknown address, and all but four of the others are looked at.
    const answer = await tryOut(id, { allowedIps: ['192.0.2.0/24'] });
    expect(answer.json?.['dryRun']).toMatchObject({
      complete: false,
      accepted: MOST_USES + 14,
      refused: { scope: 0, address: MOST_USES - 4 + 2 },
      unknown: 4 + 4,
      refusedAtMost: MOST_USES + 12,
    });
  });

  it('is only what says so', async () => {
    const id = await usedToken();
    const answer = await tryOut(id, { name: 'Other' }, '?dryRun=false');
    expect(answer).toMatchObject({ status: 200, json: { apiToken: { name: 'Other', version: 2 } } });
    expect(answer.json).not.toHaveProperty('dryRun');
    expect(pointersOf(await tryOut(id, { name: 'x' }, '?dryRun=1'))).toEqual(['/dryRun']);
    expect(pointersOf(await tryOut(id, { scopes: [] }))).toEqual(['/scopes']);
  });
});
