import { describe, expect, it } from '@jest/globals';
import { append } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import type { TokenEvent } from '@portcullis/token';
import fc from 'fast-check';
import type { ApiToken } from '../read-model/api-token.js';
import { bearer, type LoggedIn, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

const show = (id: string, asOf?: string | number, by = owner) =>
  service.request('GET', `/api/v1/api-keys/${id}${asOf === undefined ? '' : `?asOf=${asOf}`}`, { headers: by.headers });
const list = (query: string, by: Pick<LoggedIn, 'headers'> = owner) => service.request('GET', `/api/v1/api-keys?${query}`, { headers: by.headers });

/** The database's clock, whose milliseconds no later event will share. */
async function nowAlone(): Promise<string> {
  const [row] = await database.query<{ now: Date }>(`SELECT date_trunc('milliseconds', clock_timestamp()) AS now`);
  const now = row?.now ?? new Date(NaN);
  await eventually(async () => (await database.query('SELECT 1 WHERE clock_timestamp() >= $1::timestamptz', [new Date(now.getTime() + 1)])).length === 1);
  return now.toISOString();
}

const inMs = (ms: number): string => new Date(Date.now() + ms).toISOString();

/** A use as it is recorded: the event, and the row that is moved with it. */
async function use(tokenId: string): Promise<void> {
  const lastUsedAt = await nowAlone();
  await database.transaction(async (query) => {
    const [row] = await query<{ recorded_version: string }>(
      `INSERT INTO token_usage AS kept (token_id, last_used_at, recorded_version) VALUES ($1, $2, 1)
       ON CONFLICT (token_id) DO UPDATE SET last_used_at = $2, recorded_version = kept.recorded_version + 1 RETURNING recorded_version`,
      [tokenId, lastUsedAt],
    );
    const event = { stream: `usage/${tokenId}`, expectedVersion: Number(row?.recorded_version) - 1, type: 'TokenUsed', schemaVersion: 1, workspaceId: owner.workspaceId, data: { tokenId, accepted: 3, lastUsedAt } };
    await append(query, [event], { actor: { type: 'token', id: tokenId }, requestId: 'req_1' });
  });
}

type Change = (tokenId: string) => Promise<unknown>;
const asked = (method: string, below: string, body?: object): Change => (tokenId) =>
  service.request(method, `/api/v1/api-keys/${tokenId}${below}`, { headers: owner.headers, ...(body && { body }) });

/** For each kind of event that can follow an issue, what makes one: a kind that is added does not compile without. */
const changesOf: Readonly<Record<Exclude<TokenEvent['type'], 'TokenIssued'>, fc.Arbitrary<Change>>> = {
  TokenUsed: fc.constant(use),
  TokenDisabled: fc.constant(asked('POST', '/disable')),
  TokenEnabled: fc.constant(asked('POST', '/enable')),
  TokenRotated: fc.constantFrom(0, 1, 3_600).map((gracePeriodSeconds) => asked('POST', '/rotate', { gracePeriodSeconds })),
  TokenUpdated: fc.oneof(
    fc.integer({ min: 20, max: 200 }).map((ms): Change => (tokenId) => asked('PATCH', '', { expiresAt: inMs(ms) })(tokenId)),
    fc.integer({ min: 20, max: 200 }).map((ms): Change => (tokenId) => asked('PATCH', '', { notBefore: inMs(ms) })(tokenId)),
    fc.constant(asked('PATCH', '', { expiresAt: null, notBefore: null })),
    fc.constantFrom('Till', 'Kiosk', 'Büro „7“').map((name) => asked('PATCH', '', { name, description: name, metadata: { name, a: 'b' } })),
    fc.constantFrom(['items:read'], ['items:read', 'company:read']).map((scopes) => asked('PATCH', '', { scopes, allowedIps: scopes.map((_, index) => `10.0.0.${index}/32`) })),
  ),
  TokenRevoked: fc.constant(asked('DELETE', '')),
};
const { TokenRevoked: revocation, ...others } = changesOf;
const anyChange: fc.Arbitrary<Change> = fc.oneof(...Object.values(others).map((arbitrary) => ({ arbitrary, weight: 2 })), { arbitrary: revocation, weight: 1 });
/** Each kind once, the end last. */
const everyKind: fc.Arbitrary<Change[]> = fc.tuple(...Object.values(others), revocation);

/** What the read model said, within these two times. */
interface Said {
  readonly from: string;
  readonly to: string;
  readonly tokens: readonly ApiToken[];
}

async function listen(): Promise<Said> {
  const from = await nowAlone();
  const { json } = await list('limit=100');
  return { from, tokens: json?.['data'] as readonly ApiToken[], to: await nowAlone() };
}

async function listedAsOf(asOf: string, limit: number, sort = '-createdAt'): Promise<ApiToken[]> {
  const tokens: ApiToken[] = [];
  for (let cursor = ''; ; ) {
    const { status, json, text } = await list(`asOf=${asOf}&limit=${limit}&sort=${sort}${cursor}`);
    if (status !== 200) throw new Error(text);
    tokens.push(...(json?.['data'] as ApiToken[]));
    if (json?.['nextCursor'] === null) return tokens;
    cursor = `&cursor=${json?.['nextCursor'] as string}`;
  }
}

/** Whether anything became expired or active between the two times, the answer is one of them. */
async function expectSaid({ from, to, tokens }: Said): Promise<void> {
  expect([await listedAsOf(from, 2), await listedAsOf(to, 100)]).toContainEqual(tokens);
  for (const token of tokens) {
    const then = [await show(token.id, from), await show(token.id, to)];
    expect(then.map(({ json }) => json)).toContainEqual(token);
  }
}

const withoutClock = ({ status, ...token }: ApiToken) => ({ ...token, isDecided: ['disabled', 'revoked'].includes(status) ? status : null });

/** Makes two tokens, changes them in turn, and compares what was listed meanwhile with what the past says of it. */
async function expectPastOf(made: readonly (readonly [chosen: number, change: Change])[]): Promise<void> {
  const ids = (await Promise.all([service.issue(owner.headers), service.issue(owner.headers, { notBefore: inMs(60) })])).map(({ apiToken }) => apiToken.id);
  const said = [await listen()];
  for (const [chosen, change] of made) {
    await change(ids[chosen % ids.length] ?? '');
    said.push(await listen());
  }
  for (const one of said) await expectSaid(one);
  for (const token of said.flatMap(({ tokens }) => tokens)) {
    const { json } = await show(token.id, token.position);
    // Its use moves on without its position.
    expect({ ...withoutClock(json as unknown as ApiToken), lastUsedAt: null }).toEqual({ ...withoutClock(token), lastUsedAt: null });
  }
}

describe('a token as of an instant', () => {
  it('is what the read model said then, whatever happened to it since', async () => {
    const changes = fc.array(fc.tuple(fc.nat(), anyChange), { minLength: 1, maxLength: 12 });
    await fc.assert(fc.asyncProperty(changes, expectPastOf), { numRuns: 4 });
  }, 240_000);

  it('is what the read model said then, after each kind of event that there is', async () => {
    await fc.assert(fc.asyncProperty(everyKind.map((each) => each.map((change): readonly [number, Change] => [0, change])), expectPastOf), { numRuns: 1 });
    const kinds = await database.query<{ type: string }>(`SELECT DISTINCT type FROM event WHERE stream LIKE 'token/%' OR stream LIKE 'usage/%' ORDER BY type`);
    expect(kinds.map(({ type }) => type)).toEqual(['TokenIssued', ...Object.keys(changesOf)].toSorted());
  }, 120_000);

  it('by the position of a change is the token exactly after it', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers, body: { name: 'Later' } });
    expect((await show(apiToken.id, apiToken.position)).json).toEqual(apiToken);
    expect((await show(apiToken.id, apiToken.createdAt)).json).toEqual(apiToken);
  });

  it('has the ETag that it had: a change with it is made only where the token is still so', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers, body: { name: 'Later' } });
    const etag = (await show(apiToken.id, apiToken.position)).headers.get('etag') ?? '';
    expect(await service.request('DELETE', `/api/v1/api-keys/${apiToken.id}`, { headers: { ...owner.headers, 'if-match': etag } })).toMatchObject({ status: 412 });
  });

  it('is 404 before its issue, and for whom it is another’s', async () => {
    const { apiToken } = await service.issue(owner.headers);
    const stranger = await service.owner();
    const before = new Date(Date.parse(apiToken.createdAt) - 1).toISOString();
    for (const asOf of [apiToken.position - 1, before, 0, '1999-01-01T00:00:00Z']) expect(await show(apiToken.id, asOf)).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(await show(apiToken.id, apiToken.position, stranger)).toMatchObject({ status: 404, json: { code: 'not_found' } });
    expect(await show('tok_0000000000000000000000', apiToken.position)).toMatchObject({ status: 404 });
  });

  it.each([['999999999999999'], ['9999-01-01T00:00:00Z'], ['yesterday'], ['-1'], ['1.5'], [''], ['1e3'], ['9999999999999999']])('is refused for %s', async (asOf) => {
    const { apiToken } = await service.issue(owner.headers);
    for (const answer of [await show(apiToken.id, asOf), await list(`asOf=${asOf}`)]) {
      expect([answer.status, pointersOf(answer)]).toEqual([400, ['/asOf']]);
    }
  });
});

describe('the list as of an instant', () => {
  it('is in the order of the issue, either way round', async () => {
    const now = await nowAlone();
    const [newest, oldest] = [await listedAsOf(now, 3), await listedAsOf(now, 2, 'createdAt')];
    expect(newest.length).toBeGreaterThan(3);
    expect(newest).toEqual(oldest.toReversed());
  });

  it('by a position has what was issued up to it', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await service.issue(owner.headers);
    expect((await listedAsOf(String(apiToken.position), 100))[0]).toEqual(apiToken);
    expect((await listedAsOf(String(apiToken.position - 1), 100)).map(({ id }) => id)).not.toContain(apiToken.id);
  });

  it('takes no criterion and no other order, and says so', async () => {
    const answer = await list('asOf=1&status=active&kind=user&sort=name');
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/status', '/kind', '/sort']]);
  });

  it('shows a member what they issued for themselves, and a stranger nothing', async () => {
    const member = await service.member(owner, 'member');
    const { apiToken } = await service.issue(member.headers);
    const now = await nowAlone();
    expect((await list(`asOf=${now}`, member)).json?.['data']).toEqual([apiToken]);
    expect((await list(`asOf=${now}`, await service.owner())).json?.['data']).toEqual([]);
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    expect((await list(`asOf=${now}&limit=1`, { headers: bearer(token) })).json?.['data']).toHaveLength(1);
  });
});
