import { beforeAll, describe, expect, it } from '@jest/globals';
import { append, type EventToAppend } from '@portcullis/event-store';
import fc from 'fast-check';
import { BoundValues } from '../../tokens/read-model/bound-values.js';
import { bearer, type LoggedIn, pointersOf } from '../../tokens/token-service.spec-kit.js';
import type { ShownEvent } from '../../tokens/token-history/shown-event.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { type EventPage, pageOfEvents } from './event-pages.js';

const { database, service, owner } = await tokensOfSuite();

interface Listed {
  readonly data: readonly ShownEvent[];
  readonly nextCursor: string | null;
}

const ask = (query: string, by: Readonly<Record<string, string>> = owner.headers) => service.request('GET', `/api/v1/events${query}`, { headers: by });

async function read(query: string, by?: Readonly<Record<string, string>>): Promise<Listed> {
  const answer = await ask(query, by);
  if (answer.status !== 200) throw new Error(`${query}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as Listed;
}

/** All of a list, page by page. */
async function readAll(parameters: Readonly<Record<string, string>>, limit = 100): Promise<ShownEvent[]> {
  const events: ShownEvent[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const asked = new URLSearchParams({ ...parameters, limit: String(limit), ...(cursor !== undefined && { cursor }) });
    const page: Listed = await read(`?${asked.toString()}`);
    events.push(...page.data);
    cursor = page.nextCursor;
  }
  return events;
}

const use = (tokenId: string, expectedVersion: number): EventToAppend => ({
  stream: `usage/${tokenId}`,
  expectedVersion,
  type: 'TokenUsed',
  schemaVersion: 1,
  workspaceId: owner.workspaceId,
  data: { tokenId, accepted: 1, lastUsedAt: '2026-11-23T05:00:00.000Z' },
  actor: { type: 'token', id: tokenId },
  origin: { address: '203.0.113.9' },
});

const record = (events: readonly EventToAppend[]) =>
  database.transaction((query) => append(query, events, { actor: { type: 'system', id: 'usage' }, requestId: 'req_uses' }));

let admin: LoggedIn;
let tokenIds: readonly string[];
beforeAll(async () => {
  admin = await service.member(owner, 'admin');
  const tokens = await Promise.all([service.issue(owner.headers), service.issue(admin.headers), service.issue(owner.headers, { kind: 'workspace' })]);
  tokenIds = tokens.map(({ apiToken }) => apiToken.id);
  for (const [index, id] of tokenIds.entries()) {
    await service.request('PATCH', `/api/v1/api-keys/${id}`, { headers: owner.headers, body: { name: `New ${index}`, scopes: ['items:read', 'company:read'] } });
    await record([use(id, 0), use(id, 1)]);
  }
  await service.request('POST', `/api/v1/api-keys/${tokenIds[0] ?? ''}/rotate`, { headers: owner.headers, body: { gracePeriodSeconds: 60 } });
  await service.request('DELETE', `/api/v1/api-keys/${tokenIds[1] ?? ''}`, { headers: admin.headers });
  const { json } = await service.request('POST', '/api/v1/users', { headers: owner.headers, body: { email: 'made@example.com', role: 'member' } });
  const madeId = (json?.['user'] as { id: string }).id;
  await service.request('POST', `/api/v1/users/${madeId}/suspend`, { headers: owner.headers });
});

describe('the history of a workspace', () => {
  it('has all that happened to tokens, by tokens and to people, the newest first, and nothing of another workspace', async () => {
    const stranger = await service.owner();
    await service.issue(stranger.headers);
    const all = await readAll({});
    const rows = await database.query<{ position: string }>('SELECT position FROM event WHERE workspace_id = $1 ORDER BY position DESC', [owner.workspaceId]);
    expect(all.map(({ position }) => position)).toEqual(rows.map(({ position }) => Number(position)));
    expect(new Set(all.map(({ type }) => type))).toEqual(new Set(['TokenIssued', 'TokenUpdated', 'TokenUsed', 'TokenRotated', 'TokenRevoked', 'UserCreated', 'UserSuspended']));
  });

  it('says of each event who caused it, from where and in which request, and what it changed', async () => {
    const headers = { ...owner.headers, 'user-agent': 'till/7', 'x-request-id': 'from-the-till' };
    const { apiToken } = await service.issue(headers);
    const answer = await service.request('PATCH', `/api/v1/api-keys/${apiToken.id}`, { headers, body: { name: 'Renamed', allowedIps: ['203.0.113.7'] } });
    const [event] = (await read(`?limit=1&token=${apiToken.id}`)).data;
    expect(event).toMatchObject({
      type: 'TokenUpdated',
      actor: { type: 'user', id: owner.id },
      requestId: answer.headers.get('x-request-id'),
      origin: { address: '127.0.0.1', userAgent: 'till/7', isForgotten: false },
      changes: [
        { member: 'name', before: 'Till', after: 'Renamed' },
        { member: 'allowedIps', before: [], after: ['203.0.113.7'] },
      ],
    });
  });

  it('says of people what became of them', async () => {
    const [suspended, created] = (await read('?type=UserSuspended')).data.concat((await read('?type=UserCreated')).data);
    expect(suspended?.changes).toEqual([{ member: 'status', before: 'active', after: 'suspended' }]);
    expect(created?.changes).toEqual([
      { member: 'status', before: null, after: 'active' },
      { member: 'role', before: null, after: 'member' },
    ]);
  });

  it('says what a workspace decided', async () => {
    const other = await service.owner();
    for (const maximumTokenLifetimeDays of [30, null]) await service.request('PATCH', '/api/v1/workspace', { headers: other.headers, body: { maximumTokenLifetimeDays } });
    const { data } = await read('?type=WorkspaceUpdated', other.headers);
    expect(data.map(({ changes }) => changes)).toEqual([
      [{ member: 'maximumTokenLifetimeDays', before: 30, after: null }],
      [{ member: 'maximumTokenLifetimeDays', before: null, after: 30 }],
    ]);
  });

  it('says that an origin was forgotten, and not only never known', async () => {
    const { apiToken } = await service.issue(owner.headers);
    await database.query('DELETE FROM event_origin WHERE position = $1', [apiToken.position]);
    const [event] = (await read(`?token=${apiToken.id}`)).data;
    expect(event?.origin).toEqual({ address: null, userAgent: null, isForgotten: true });
  });

  it('shows no hash of a secret, in data or changes', async () => {
    expect(JSON.stringify(await readAll({}))).not.toMatch(/[0-9a-f]{64}|secretHash/);
  });

  it('narrowed by anything, in either order, in pages of any size, is what is left of the whole', async () => {
    const all = await readAll({ sort: 'position' });
    const anyEvent = fc.constantFrom(...all);
    const perhaps = <T>(of: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> => fc.option(of, { nil: undefined, freq: 2 });
    const search = fc.record({
      from: perhaps(anyEvent.map(({ time }) => time)),
      to: perhaps(anyEvent.map(({ time }) => time)),
      after: perhaps(anyEvent.map(({ position }) => position)),
      before: perhaps(anyEvent.map(({ position }) => position)),
      type: perhaps(fc.oneof(anyEvent.map(({ type }) => type), fc.constant('TokenEnabled'))),
      actor: perhaps(fc.oneof(anyEvent.map(({ actor }) => actor.id), fc.constant('usr_nobody'))),
      token: perhaps(fc.constantFrom(...tokenIds, 'tok_0000000000000000000000')),
      sort: fc.constantFrom('position', '-position'),
    });
    await fc.assert(
      fc.asyncProperty(search, fc.integer({ min: 1, max: 12 }), async (asked, limit) => {
        const { from, to, after, before, type, actor, token, sort } = asked;
        const left = all.filter(
          (event) =>
            (from === undefined || event.time >= from) &&
            (to === undefined || event.time < to) &&
            (after === undefined || event.position > after) &&
            (before === undefined || event.position < before) &&
            (type === undefined || event.type === type) &&
            (actor === undefined || event.actor.id === actor) &&
            (token === undefined || event.stream === `token/${token}` || event.stream === `usage/${token}`),
        );
        const parameters = Object.fromEntries(Object.entries(asked).filter(([, value]) => value !== undefined).map(([name, value]) => [name, String(value)]));
        expect(await readAll(parameters, limit)).toEqual(sort === 'position' ? left : left.toReversed());
      }),
      { numRuns: 60 },
    );
  });

  it('finds an actor by whatever text it has', async () => {
    for (const id of ['é “7”', '","requestId":"x', '{"actor":{"id":"a"}}', '\\', ',"actor":']) {
      await record([{ ...use('tok_oddoddoddoddoddoddodd0', 0), stream: `odd/${id}`, actor: { type: 'system', id } }]);
      const { data } = await read(`?actor=${encodeURIComponent(id)}`);
      expect(data.map(({ actor }) => actor.id)).toEqual([id]);
    }
  });

  it('is for auditors and who else may see everything, and for tokens with audit:read', async () => {
    const [auditor, member] = [await service.member(owner, 'auditor'), await service.member(owner, 'member')];
    const [reading, managing] = [await service.issue(owner.headers, { scopes: ['audit:read'] }), await service.issue(owner.headers, { scopes: ['api_token:manage'] })];
    const statuses = [];
    for (const headers of [auditor.headers, admin.headers, bearer(reading.token), member.headers, bearer(managing.token), {}]) statuses.push((await ask('', headers)).status);
    expect(statuses).toEqual([200, 200, 200, 403, 403, 401]);
  });

  it.each([
    ['from=yesterday', '/from'], ['after=-1', '/after'], ['before=1.5', '/before'], ['type=token%20revoked', '/type'],
    ['token=usr_1', '/token'], ['sort=time', '/sort'], ['actor=', '/actor'], ['cursor=x', '/cursor'], ['limit=101', '/limit'], ['to=2026', '/to'],
  ])('refuses %s', async (query, pointer) => {
    const answer = await ask(`?${query}`);
    expect([answer.status, pointersOf(answer)]).toEqual([400, [pointer]]);
  });

  it('takes a cursor with its own criteria only', async () => {
    const { nextCursor } = await read('?limit=1');
    const answer = await ask(`?limit=1&type=TokenIssued&cursor=${nextCursor ?? ''}`);
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/cursor']]);
  });
});

/** Enough that reading it whole is thirty times what a page may read. */
const LONG = 20_000;
const AT_ONCE = 500;

describe('a page of a long history', () => {
  const tokenId = 'tok_longlonglonglonglong00';
  let middle: string;
  beforeAll(async () => {
    for (let version = 0; version < LONG; version += AT_ONCE) await record(Array.from({ length: AT_ONCE }, (_, index) => use(tokenId, version + index)));
    await database.query('VACUUM ANALYZE event, event_origin');
    const [row] = await database.query<{ time: Date }>('SELECT time FROM event WHERE stream = $1 AND version = $2', [`usage/${tokenId}`, LONG / 2]);
    middle = row?.time.toISOString() ?? '';
  }, 120_000);

  /** Pages of PostgreSQL's that a page of ours reads, of tables and indexes. */
  async function buffersOf(criteria: EventPage['criteria'], direction: 'ASC' | 'DESC'): Promise<number> {
    const bound = new BoundValues();
    const sql = pageOfEvents({ workspaceId: owner.workspaceId, criteria, direction, place: undefined, count: 51 }, bound);
    const [row] = await database.query<{ 'QUERY PLAN': readonly [{ Plan: Record<string, number> }] }>(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${sql}`, bound.values);
    const plan = row?.['QUERY PLAN'][0].Plan;
    return (plan?.['Shared Hit Blocks'] ?? NaN) + (plan?.['Shared Read Blocks'] ?? NaN);
  }

  it.each([
    ['nothing', () => ({})],
    ['a time', () => ({ from: middle })],
    ['a place', () => ({ after: 5_000, before: 15_000 })],
    ['a frequent type', () => ({ type: 'TokenUsed' })],
    ['a rare type', () => ({ type: 'UserSuspended' })],
    ['an actor who did much', () => ({ actor: tokenId })],
    ['an actor who did little', () => ({ actor: admin.id })],
    ['an actor and a rare type', () => ({ actor: owner.id, type: 'TokenRotated' })],
    ['an actor and a type that they never caused', () => ({ actor: tokenId, type: 'TokenRevoked' })],
    ['a token', () => ({ token: tokenId })],
    ['a token and a type that it never saw', () => ({ token: tokenId, type: 'TokenRevoked' })],
    ['a token and another actor', () => ({ token: tokenId, actor: owner.id })],
    ['everything', () => ({ token: tokenId, actor: tokenId, type: 'TokenUsed', from: middle, after: 7 })],
  ] as const)('asked by %s reads a few hundred buffers, however long the history is', async (_by, criteria) => {
    for (const direction of ['ASC', 'DESC'] as const) expect(await buffersOf(criteria(), direction)).toBeLessThan(700);
  });
});
