import { describe, expect, it } from '@jest/globals';
import { append } from '@portcullis/event-store';
import { bearer, pointersOf } from '../token-service.spec-kit.js';
import type { ShownEvent } from './shown-event.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

interface HistoryPage {
  readonly data: readonly ShownEvent[];
  readonly nextCursor: string | null;
}

const ask = (tokenId: string, query = '') => service.request('GET', `/api/v1/api-keys/${tokenId}/events${query}`, { headers: owner.headers });

async function read(tokenId: string, query = ''): Promise<HistoryPage> {
  const answer = await ask(tokenId, query);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as HistoryPage;
}

/** A token that was used between its issue and its revocation, and once after. */
async function usedToken(): Promise<string> {
  const { apiToken } = await service.issue(owner.headers);
  await use(apiToken.id, 0);
  await use(apiToken.id, 1);
  await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}?reason=done`, { headers: owner.headers });
  await use(apiToken.id, 2);
  return apiToken.id;
}

async function use(tokenId: string, expectedVersion: number): Promise<void> {
  await database.transaction((query) =>
    append(
      query,
      [{ stream: `usage/${tokenId}`, expectedVersion, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data: { tokenId, accepted: 1 } }],
      { actor: { type: 'token', id: tokenId }, requestId: 'req_1' },
    ),
  );
}

describe('the history of a token', () => {
  it('merges its changes and its use in the order of the store', async () => {
    const tokenId = await usedToken();
    const { data, nextCursor } = await read(tokenId);
    expect(data.map(({ type, stream, version }) => [type, stream, version])).toEqual([
      ['TokenIssued', `token/${tokenId}`, 1],
      ['TokenUsed', `usage/${tokenId}`, 1],
      ['TokenUsed', `usage/${tokenId}`, 2],
      ['TokenRevoked', `token/${tokenId}`, 2],
      ['TokenUsed', `usage/${tokenId}`, 3],
    ]);
    expect(nextCursor).toBeNull();
    const positions = data.map(({ position }) => position);
    expect(positions).toEqual([...positions].sort((one, other) => one - other));
  });

  it('shows of an event what the contract names, and no hash of a secret', async () => {
    const { data } = await read(await usedToken());
    for (const event of data) expect(Object.keys(event)).toEqual(['position', 'stream', 'version', 'type', 'time', 'actor', 'data', 'requestId', 'origin', 'changes']);
    expect(data[0]).toMatchObject({ actor: { type: 'user', id: owner.id }, data: { name: 'Till', scopes: ['items:read'] } });
    expect(JSON.stringify(data)).not.toMatch(/[0-9a-f]{64}|secretHash/);
  });

  it.each([1, 2, 3, 4, 5])('is the same in pages of %i', async (limit) => {
    const tokenId = await usedToken();
    const whole = (await read(tokenId)).data;
    const events: ShownEvent[] = [];
    for (let query: string | null = `?limit=${limit}`; query !== null; ) {
      const { data, nextCursor }: HistoryPage = await read(tokenId, query);
      events.push(...data);
      query = nextCursor === null ? null : `?limit=${limit}&cursor=${nextCursor}`;
    }
    expect(events).toEqual(whole);
  });

  it('goes on where it was read to, when more has happened', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await use(apiToken.id, 0);
    const { nextCursor } = await read(apiToken.id, '?limit=1');
    await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
    const { data } = await read(apiToken.id, `?cursor=${nextCursor ?? ''}`);
    expect(data.map(({ type }) => type)).toEqual(['TokenUsed', 'TokenRevoked']);
  });

  it('takes a cursor of this token only', async () => {
    const tokenId = await usedToken();
    const { nextCursor } = await read(tokenId, '?limit=1');
    const answer = await ask(await usedToken(), `?cursor=${nextCursor ?? ''}`);
    expect(answer.status).toBe(400);
    expect(pointersOf(answer)).toEqual(['/cursor']);
  });

  it('shows from where others acted to auditors and tokens with audit:read alone, and everybody their own', async () => {
    const member = await service.member(owner, 'member');
    const { apiToken } = await service.issue({ ...member.headers, 'user-agent': 'theirs' });
    await service.request('POST', `/api/v1/api-keys/${apiToken.id}/disable`, { headers: { ...owner.headers, 'user-agent': 'office' } });
    const originsFor = async (headers: Readonly<Record<string, string>>) => {
      const { text } = await service.request('GET', `/api/v1/api-keys/${apiToken.id}/events`, { headers });
      return (JSON.parse(text) as HistoryPage).data.map(({ origin }) => origin);
    };
    const [byMember, byOwner] = [{ address: '127.0.0.1', userAgent: 'theirs', isForgotten: false }, { address: '127.0.0.1', userAgent: 'office', isForgotten: false }];
    const hidden = { address: null, userAgent: null, isForgotten: false };
    const [managing, auditing] = [await service.issue(owner.headers, { scopes: ['api_token:manage'] }), await service.issue(owner.headers, { scopes: ['api_token:manage', 'audit:read'] })];
    expect(await originsFor(owner.headers)).toEqual([byMember, byOwner]);
    expect(await originsFor(bearer(auditing.token))).toEqual([byMember, byOwner]);
    expect(await originsFor(member.headers)).toEqual([byMember, hidden]);
    expect(await originsFor(bearer(managing.token))).toEqual([hidden, hidden]);
  });

  it('says nothing of what was forgotten of others', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await database.query('DELETE FROM event_origin WHERE position = $1', [apiToken.position]);
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    const { text } = await service.request('GET', `/api/v1/api-keys/${apiToken.id}/events`, { headers: bearer(token) });
    expect((JSON.parse(text) as HistoryPage).data[0]?.origin).toEqual({ address: null, userAgent: null, isForgotten: false });
  });

  it.each(['tok_0000000000000000000000', 'nonsense'])('is 404 for %s', async (id) => {
    expect(await ask(id)).toMatchObject({ status: 404, json: { code: 'not_found' } });
  });
});
