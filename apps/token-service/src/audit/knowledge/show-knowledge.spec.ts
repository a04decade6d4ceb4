import { describe, expect, it } from '@jest/globals';
import { keepAppliedPositions } from '../../publication/boots/replica-boots.js';
import type { ApiToken } from '../../tokens/read-model/api-token.js';
import { pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import type { TokenKnowledge } from './token-knowledge.js';

const { database, service, owner } = await tokensOfSuite();

const ask = (id: string, at: string, headers: Readonly<Record<string, string>> = owner.headers) =>
  service.request('GET', `/api/v1/api-keys/${id}/knowledge?at=${at}`, { headers });

async function now(): Promise<string> {
  const [row] = await database.query<{ now: Date }>('SELECT clock_timestamp() AS now');
  return row?.now.toISOString() ?? '';
}

async function tell(boot: string, position: number): Promise<void> {
  const [head] = await database.query<{ store_id: string }>('SELECT store_id FROM event_head');
  await keepAppliedPositions(database.query, head?.store_id ?? '', new Map([[boot, position]]));
}

const admit = (boot: string) => database.query(`INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 'till', 2000, 0)`, [boot]);

describe('what replicas knew of a token', () => {
  it('is told of each by the last position that it had told, and where nothing is recorded that is said', async () => {
    await Promise.all(['behind', 'current', 'silent', 'earlier'].map(admit));
    const { apiToken } = await service.issue(owner.headers);
    await tell('earlier', apiToken.position - 1);
    await tell('behind', apiToken.position);
    const revoked = await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    const { position } = revoked.json?.['apiToken'] as ApiToken;
    await tell('current', position);
    const at = await now();
    const answer = await ask(apiToken.id, at);
    const told = { service: 'till', boundMs: 2_000, toldAt: expect.any(String) as unknown };
    expect(answer).toMatchObject({ status: 200, json: { object: 'api_token_knowledge', id: apiToken.id, at, committed: { position, version: 2, status: 'revoked' } } });
    expect((answer.json as unknown as TokenKnowledge).replicas).toEqual([
      { ...told, boot: 'behind', appliedPosition: apiToken.position, version: 1, status: 'active', differs: true },
      { ...told, boot: 'current', appliedPosition: position, version: 2, status: 'revoked', differs: false },
      { ...told, boot: 'earlier', appliedPosition: apiToken.position - 1, version: 0, status: null, differs: true },
      { ...told, boot: 'silent', appliedPosition: null, toldAt: null, version: null, status: null, differs: null },
    ]);
  });

  it('is asked of the past: a token that was not there yet is 404, the future is refused', async () => {
    const before = await now();
    const { apiToken } = await service.issue(owner.headers);
    expect(await ask(apiToken.id, new Date(Date.parse(apiToken.createdAt) - 1).toISOString())).toMatchObject({ status: 404 });
    expect(await service.request('GET', `/api/v1/api-keys/${apiToken.id}/knowledge`, { headers: owner.headers })).toMatchObject({ status: 200, json: { committed: { version: 1, status: 'active' } } });
    expect(Date.parse(before)).toBeLessThanOrEqual(Date.parse(apiToken.createdAt));
    for (const at of ['2099-01-01T00:00:00Z', 'now', '']) {
      const answer = await ask(apiToken.id, at);
      expect([answer.status, pointersOf(answer)]).toEqual([400, ['/at']]);
    }
  });

  it('is another workspace’s secret', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const stranger = await service.owner();
    expect(await ask(apiToken.id, await now(), stranger.headers)).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});
