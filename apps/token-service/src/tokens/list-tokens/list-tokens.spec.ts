import { describe, expect, it } from '@jest/globals';
import { encodeCursor } from '@portcullis/service-kit';
import { effectiveStatus } from '@portcullis/token';
import { cookieOf, logIn } from '../../identity/http-client.spec-kit.js';
import { newMember } from '../../identity/people.spec-kit.js';
import type { ApiToken } from '../read-model/api-token.js';
import { EFFECTIVE_STATUSES, NOW, statusConditions } from '../read-model/status-conditions.js';
import { type LoggedIn, pointersOf } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service } = await tokensOfSuite();

interface TokenPage {
  readonly data: readonly ApiToken[];
  readonly nextCursor: string | null;
}

const ask = ({ headers }: LoggedIn, query = '') => service.request('GET', `/api/v1/api-keys${query}`, { headers });

async function list(owner: LoggedIn, query = ''): Promise<TokenPage> {
  const answer = await ask(owner, query);
  expect(answer.status).toBe(200);
  return JSON.parse(answer.text) as TokenPage;
}

async function issueMany(owner: LoggedIn, names: readonly string[]): Promise<void> {
  for (const name of names) await service.issue(owner.headers, { name });
}

describe('the list of tokens', () => {
  it('has the newest first, each as it is shown alone', async () => {
    const owner = await service.owner();
    await issueMany(owner, ['one', 'two', 'three']);
    const { data, nextCursor } = await list(owner);
    expect(data.map(({ name }) => name)).toEqual(['three', 'two', 'one']);
    expect(nextCursor).toBeNull();
    const { json } = await service.request('GET', `/api/v1/api-keys/${data[0]?.id ?? ''}`, { headers: owner.headers });
    expect(data[0]).toEqual(json);
  });

  it('gives every token once over its pages, whatever is issued meanwhile', async () => {
    const owner = await service.owner();
    await issueMany(owner, ['1', '2', '3', '4', '5']);
    const names: string[] = [];
    for (let query: string | null = '?limit=2'; query !== null; ) {
      const { data, nextCursor }: TokenPage = await list(owner, query);
      expect(data.length).toBeLessThanOrEqual(2);
      names.push(...data.map(({ name }) => name));
      await issueMany(owner, ['later']);
      query = nextCursor === null ? null : `?limit=2&cursor=${nextCursor}`;
    }
    expect(names).toEqual(['5', '4', '3', '2', '1']);
  });

  it('ends exactly where there is no more', async () => {
    const owner = await service.owner();
    await issueMany(owner, ['1', '2']);
    const { data, nextCursor } = await list(owner, '?limit=2');
    expect([data.length, nextCursor]).toEqual([2, null]);
    expect(await list(await service.owner())).toEqual({ data: [], nextCursor: null });
  });

  it('can be asked for one status, and agrees with what each token says of itself', async () => {
    const owner = await service.owner();
    const far = '2090-01-01T00:00:00Z';
    const revoked = await service.issue(owner.headers, { name: 'revoked' });
    await service.request('DELETE', `/api/v1/api-keys/${revoked.apiToken.id}`, { headers: owner.headers });
    await service.issue(owner.headers, { name: 'active', expiresAt: far });
    await service.issue(owner.headers, { name: 'pending', notBefore: far });
    await service.issue(owner.headers, { name: 'expired' });
    await service.issue(owner.headers, { name: 'disabled' });
    await database.query(`UPDATE api_token SET expires_at = now() WHERE workspace_id = $1 AND name = 'expired'`, [owner.workspaceId]);
    await database.query(`UPDATE api_token SET status = 'disabled' WHERE workspace_id = $1 AND name = 'disabled'`, [owner.workspaceId]);
    for (const status of EFFECTIVE_STATUSES) {
      const { data } = await list(owner, `?status=${status}`);
      expect(data).toMatchObject([{ name: status, status }]);
    }
  });

  it('shows somebody who may only issue tokens their own user tokens, and counts no others', async () => {
    const owner = await service.owner();
    await issueMany(owner, ['the owner’s']);
    const member = await newMember(database, owner, 'member');
    const headers = { cookie: cookieOf(await logIn(service.url, member.email, member.password)) };
    for (const name of ['their own', 'the workspace’s']) await service.issue(headers, { name });
    await database.query(`UPDATE api_token SET kind = 'workspace' WHERE workspace_id = $1 AND name = 'the workspace’s'`, [owner.workspaceId]);
    const { data } = await list({ ...member, headers }, `?creator=${owner.email}`);
    expect(data).toEqual([]);
    expect((await list({ ...member, headers })).data.map(({ name }) => name)).toEqual(['their own']);
    expect((await service.request('GET', '/api/v1/api-keys/counts', { headers })).json).toMatchObject({ total: 1 });
    expect((await list(owner)).data).toHaveLength(3);
  });

  it.each([
    ['?limit=0', '/limit'],
    ['?limit=101', '/limit'],
    ['?limit=ten', '/limit'],
    ['?cursor=nonsense', '/cursor'],
    ['?status=lost', '/status'],
    ['?status=active&status=active', '/status'],
    ['?workspaceId=wsp_other', '/workspaceId'],
    ['?kind=robot', '/kind'],
    ['?creator=', '/creator'],
    [`?creator=${'x'.repeat(1_000)}`, '/creator'],
    ['?creator=a&creator=b', '/creator'],
    ['?scope=items:eat', '/scope'],
    ['?prefix=pcl_live_%25', '/prefix'],
    ['?prefix=pcl_live_abcd', '/prefix'],
    [`?name=${'x'.repeat(1_000)}`, '/name'],
    ['?name=%20', '/name'],
    ['?name=a%00b', '/name'],
    ['?name[]=a', '/name[]'],
    ['?unusedSince=long', '/unusedSince'],
    ['?expiringBefore=2026-02-30T00:00:00Z', '/expiringBefore'],
    ['?widerThanIpv4=33', '/widerThanIpv4'],
    ['?widerThanIpv4=-1', '/widerThanIpv4'],
    ['?widerThanIpv6=129', '/widerThanIpv6'],
    ['?widerThanIpv6=1e1', '/widerThanIpv6'],
    ['?sort=id', '/sort'],
    ['?sort=--name', '/sort'],
    ['?sort=name&sort=-name', '/sort'],
  ])('refuses %s', async (query, pointer) => {
    const answer = await ask(await service.owner(), query);
    expect(answer).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
    expect(pointersOf(answer)).toEqual([pointer]);
  });

  it('takes a cursor only where it came from', async () => {
    const [owner, other] = [await service.owner(), await service.owner()];
    await issueMany(owner, ['1', '2']);
    const { nextCursor } = await list(owner, '?limit=1');
    expect(await ask(other, `?cursor=${nextCursor ?? ''}`)).toMatchObject({ status: 400 });
    for (const other of ['status=active', 'sort=name', 'sort=createdAt', 'name=1', 'kind=user', 'widerThanIpv4=24']) {
      expect(await ask(owner, `?${other}&cursor=${nextCursor ?? ''}`)).toMatchObject({ status: 400, json: { errors: [{ pointer: '/cursor' }] } });
    }
    const { headers } = owner;
    expect(await service.request('GET', `/api/v1/api-keys/counts?cursor=${nextCursor ?? ''}`, { headers })).toMatchObject({ status: 400 });
    expect(await ask(owner, `?limit=50&cursor=${nextCursor ?? ''}`)).toMatchObject({ status: 200 });
  });
});

describe('the order of issue', () => {
  it('is that of the first events, also of tokens that are issued at once', async () => {
    const owner = await service.owner();
    await Promise.all(Array.from({ length: 30 }, (_, at) => service.issue(owner.headers, { name: `${at}` })));
    const { data } = await list(owner, '?sort=createdAt&limit=100');
    const places = data.map(({ createdAt, id }) => `${createdAt} ${id}`);
    expect(places).toEqual(places.toSorted());
    expect(await database.query(
      `SELECT FROM api_token AS token JOIN event ON event.stream = 'token/' || token.id AND event.version = 1 AND event.time = token.created_at WHERE token.workspace_id = $1`,
      [owner.workspaceId],
    )).toHaveLength(30);
  });
});

describe('a cursor that somebody made up', () => {
  const binding = (workspaceId: string, sort: string) => ({ route: 'GET /api/v1/api-keys', workspaceId, filters: { sort } });

  it.each<[string, unknown]>([
    ['name', { value: 'a\0b', id: 'tok_1' }],
    ['name', { value: 1, id: 'tok_1' }],
    ['name', { value: 'a', id: "tok_1' OR true" }],
    ['createdAt', { value: 'infinity', id: 'tok_1' }],
    ['-createdAt', { value: '0000-01-01T00:00:00.000Z', id: 'tok_1' }],
    ['expiresAt', { value: 'yesterday', id: 'tok_1' }],
    ['lastUsedAt', { value: 'infinity', id: 'tok_1' }],
    ['lastUsedAt', 7],
  ])('for %s is refused where PostgreSQL could not read it: %j', async (sort, place) => {
    const owner = await service.owner();
    const cursor = encodeCursor(binding(owner.workspaceId, sort), place);
    const answer = await ask(owner, `?sort=${sort}&cursor=${cursor}`);
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/cursor']]);
  });
});

describe('the conditions of each status', () => {
  const now = '2026-11-23T05:00:00.000Z';
  const times = [null, '2026-11-23T04:59:59.999Z', now, '2026-11-23T05:00:00.001Z'];
  const cases = (['enabled', 'disabled', 'revoked'] as const).flatMap((status) =>
    times.flatMap((notBefore) => times.map((expiresAt) => ({ status, notBefore, expiresAt }))),
  );

  it('name for every token the one status that the domain gives it', async () => {
    const columns = EFFECTIVE_STATUSES.map((status) => `coalesce(${statusConditions[status]}, false) AS ${status}`).join(', ');
    const sql = `SELECT ${columns} FROM (SELECT $1::text AS status, $2::timestamptz AS not_before, $3::timestamptz AS expires_at) AS token`;
    for (const token of cases) {
      const [row] = await database.query<Record<string, boolean>>(sql.replaceAll(NOW, '$4::timestamptz'), [token.status, token.notBefore, token.expiresAt, now]);
      const named = EFFECTIVE_STATUSES.filter((status) => row?.[status]);
      expect({ token, named }).toEqual({ token, named: [effectiveStatus(token, now)] });
    }
  });
});
