import { describe, expect, it } from '@jest/globals';
import { type Query, readStream } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { lockGrantors } from '../../identity/accounts/grant.js';
import type { Received } from '../../identity/http-client.spec-kit.js';
import { bearer } from '../token-service.spec-kit.js';
import { tokensOfSuite } from '../tokens-of-suite.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();

/** Resolves once so many wait for a lock in this database. */
async function waiting(count: number): Promise<void> {
  await eventually(async () => {
    const locks = await database.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`);
    expect(locks).toHaveLength(count);
  }, { timeoutMs: 1_500 });
}

/** Asked while the work is not committed yet, and answered after it is. */
async function askedDuring(work: (query: Query) => Promise<unknown>, ask: () => Promise<Received>, waiters = 1): Promise<Received> {
  let asking: Promise<Received> | undefined;
  await database.transaction(async (query) => {
    await work(query);
    asking = ask();
    await waiting(waiters);
  });
  if (!asking) throw new Error('nothing was asked');
  return asking;
}

const change = (headers: Readonly<Record<string, string>>, method: string, path: string, body?: object) =>
  service.request(method, `/api/v1/api-keys/${path}`, { headers, ...(body && { body }) });
const suspend = (userId: string) => service.request('POST', `/api/v1/users/${userId}/suspend`, { headers: owner.headers });
const setUser = (userId: string, settings: string) => (query: Query) => query(`UPDATE app_user SET ${settings} WHERE id = $1`, [userId]);

const OPENINGS: readonly (readonly [does: string, method: string, below: string, body: object | undefined])[] = [
  ['rotates', 'POST', '/rotate', undefined],
  ['enables', 'POST', '/enable', undefined],
  ['gives a scope to', 'PATCH', '', { scopes: ['items:read', 'items:create'] }],
  ['lengthens the life of', 'PATCH', '', { expiresAt: null }],
  ['lets begin sooner', 'PATCH', '', { notBefore: null }],
  ['takes the allowlist of', 'PATCH', '', { allowedIps: null }],
];

async function closedToken(kind: 'user' | 'workspace' = 'workspace'): Promise<string> {
  const body = { kind, notBefore: '2088-01-01T00:00:00Z', expiresAt: '2089-01-01T00:00:00Z', allowedIps: ['203.0.113.1'] };
  const { apiToken } = await service.issue(owner.headers, body);
  await change(owner.headers, 'POST', `${apiToken.id}/disable`);
  return apiToken.id;
}

describe('somebody who is suspended while they ask', () => {
  it.each(OPENINGS)('%s no token after it', async (_does, method, below, body) => {
    const [admin, id] = [await service.member(owner, 'admin'), await closedToken()];
    const answer = await askedDuring(setUser(admin.id, `status = 'suspended'`), () => change(admin.headers, method, `${id}${below}`, body));
    expect(answer).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    expect(await readStream(database.query, `token/${id}`)).toHaveLength(2);
  });

  it('rotates a workspace token before that or not at all', async () => {
    const [admin, id] = [await service.member(owner, 'admin'), await closedToken()];
    let rotating: Promise<Received> | undefined;
    let suspending: Promise<Received> | undefined;
    await database.transaction(async (query) => {
      await query('SELECT FROM api_token WHERE id = $1 FOR UPDATE', [id]);
      rotating = change(admin.headers, 'POST', `${id}/rotate`);
      await waiting(1);
      suspending = suspend(admin.id);
      await waiting(2);
    });
    expect([(await rotating)?.status, (await suspending)?.status]).toEqual([200, 200]);
    const [rotated, suspended] = [(await readStream(database.query, `token/${id}`)).at(-1), (await readStream(database.query, `user/${admin.id}`)).at(-1)];
    expect(rotated?.type).toBe('TokenRotated');
    expect(suspended?.position).toBeGreaterThan(rotated?.position ?? Infinity);
  });

  it('is not kept active by the tokens that they go on issuing', async () => {
    const member = await service.member(owner, 'member');
    let suspending: Promise<Received> | undefined;
    const issued = await askedDuring(
      async (query) => {
        await lockGrantors(query, owner.workspaceId, [member.id]);
        suspending = suspend(member.id);
        await waiting(1);
      },
      () => service.request('POST', '/api/v1/api-keys', { headers: member.headers, body: { name: 'x', scopes: ['items:read'] } }),
      2,
    );
    expect((await suspending)?.status).toBe(200);
    expect(issued).toMatchObject({ status: 409, json: { code: 'user_not_active' } });
  });

  it('opens nothing by a token of theirs', async () => {
    const [admin, id] = [await service.member(owner, 'admin'), await closedToken()];
    const asking = await service.issue(admin.headers, { scopes: ['api_token:manage', 'items:read'] });
    const answer = await askedDuring(setUser(admin.id, `status = 'suspended'`), () => change(bearer(asking.token), 'POST', `${id}/rotate`));
    expect(answer).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
  });
});

describe('somebody who is given another role while they ask', () => {
  it.each(['auditor', 'member'])('opens no token of another’s as %s', async (role) => {
    const [admin, workspaces, owners] = [await service.member(owner, 'admin'), await closedToken(), await closedToken('user')];
    for (const id of [workspaces, owners]) {
      await setUser(admin.id, `role = 'admin'`)(database.query);
      const answer = await askedDuring(setUser(admin.id, `role = '${role}'`), () => change(admin.headers, 'POST', `${id}/enable`));
      expect(answer).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    }
  });

  it('still opens their own, within what they may grant now', async () => {
    const admin = await service.member(owner, 'admin');
    const [narrow, wide] = [await service.issue(admin.headers), await service.issue(admin.headers, { scopes: ['items:read', 'audit:read'] })];
    const rotatedAs = async (id: string) => {
      await setUser(admin.id, `role = 'admin'`)(database.query);
      return askedDuring(setUser(admin.id, `role = 'member'`), () => change(admin.headers, 'POST', `${id}/rotate`));
    };
    expect(await rotatedAs(narrow.apiToken.id)).toMatchObject({ status: 200 });
    expect(await rotatedAs(wide.apiToken.id)).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
  });
});

describe('a token that is revoked or narrowed while it asks', () => {
  it.each([`status = 'revoked', revoked_version = 1`, `status = 'disabled'`, `scopes = '{items:read}'`, `scopes = '{api_token:manage}'`])('opens none after it (%s)', async (settings) => {
    const id = await closedToken();
    const asking = await service.issue(owner.headers, { kind: 'workspace', scopes: ['api_token:manage', 'items:read'] });
    const narrow = (query: Query) => query(`UPDATE api_token SET ${settings} WHERE id = $1`, [asking.apiToken.id]);
    expect((await askedDuring(narrow, () => change(bearer(asking.token), 'POST', `${id}/rotate`))).status).toBe(403);
    expect(await readStream(database.query, `token/${id}`)).toHaveLength(2);
  });
});

describe('a token is not issued', () => {
  const issue = (headers: Readonly<Record<string, string>>, kind: string, scope = 'items:read') => service.request('POST', '/api/v1/api-keys', { headers, body: { name: 'x', kind, scopes: [scope] } });
  const tokensOf = (): Promise<unknown[]> => database.query('SELECT FROM api_token WHERE workspace_id = $1', [owner.workspaceId]);

  it.each([
    ['auditor', 'user', 'items:read', 'role_not_sufficient'],
    ['member', 'workspace', 'items:read', 'role_not_sufficient'],
    ['member', 'user', 'audit:read', 'scopes_not_grantable'],
  ])('by somebody who becomes %s while they ask (%s, %s)', async (role, kind, scope, code) => {
    const admin = await service.member(owner, 'admin');
    const before = await tokensOf();
    const answer = await askedDuring(setUser(admin.id, `role = '${role}'`), () => issue(admin.headers, kind, scope));
    expect(answer).toMatchObject({ status: 403, json: { code } });
    expect(await tokensOf()).toHaveLength(before.length);
  });

  it.each(
    ['user', 'workspace'].flatMap((kind) => [`status = 'revoked', revoked_version = 1`, `status = 'disabled'`, `scopes = '{items:read}'`, `scopes = '{api_token:manage}'`].map((settings) => [kind, settings] as const)),
  )('by a %s token that is closed or narrowed while it asks (%s)', async (kind, settings) => {
    const asking = await service.issue(owner.headers, { kind, scopes: ['api_token:manage', 'items:read'] });
    const before = await tokensOf();
    const narrow = (query: Query) => query(`UPDATE api_token SET ${settings} WHERE id = $1`, [asking.apiToken.id]);
    expect((await askedDuring(narrow, () => issue(bearer(asking.token), kind))).status).toBe(403);
    expect(await tokensOf()).toHaveLength(before.length);
  });

  it('by a token of somebody who is given a narrower role while it asks', async () => {
    const admin = await service.member(owner, 'admin');
    const asking = await service.issue(admin.headers, { scopes: ['api_token:manage', 'items:read'] });
    const answer = await askedDuring(setUser(admin.id, `role = 'member'`), () => issue(bearer(asking.token), 'user'));
    expect(answer).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
  });
});
