import { beforeEach, describe, expect, it } from '@jest/globals';
import { readAll, readStream } from '@portcullis/event-store';
import { eventually } from '@portcullis/testing';
import { comparable, logIn, whoAmI } from '../../identity/http-client.spec-kit.js';
import { issueMany } from '../../tokens/revoke-tokens/many-tokens.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn, type TokenService } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { newEmail, PeopleClient } from '../people.spec-kit.js';

const { database, service } = await tokensOfSuite();
const people = new PeopleClient(service);
let owner: LoggedIn;
let member: LoggedIn;
beforeEach(async () => {
  owner = await service.owner();
  await service.confirm(owner);
  member = await service.member(owner, 'member');
});

const suspend = (id = member.id) => people.ask(owner, 'POST', `/${id}/suspend`);
const resume = () => people.ask(owner, 'POST', `/${member.id}/resume`);
const remove = () => people.ask(owner, 'DELETE', `/${member.id}`);
const statusOf = async ({ apiToken: { id } }: IssuedAnswer): Promise<unknown> =>
  (await service.request('GET', `/api/v1/api-keys/${id}`, { headers: owner.headers })).json?.['status'];

describe('a user who is suspended', () => {
  it('has no session from that moment, and a log-in as of somebody unknown', async () => {
    const second = (await logIn(service.url, member.email, member.password)).headers.getSetCookie()[0]?.split(';')[0] ?? '';
    expect((await suspend()).status).toBe(200);
    for (const headers of [member.headers, { cookie: second }]) expect((await whoAmI(service.url, headers)).status).toBe(401);
    const [known, unknown] = [await logIn(service.url, member.email, member.password), await logIn(service.url, newEmail(), member.password)];
    expect(comparable(known)).toEqual(comparable(unknown));
    expect(await database.query('SELECT FROM session WHERE user_id = $1', [member.id])).toEqual([]);
  });

  it('has no user token that opens anything, at once and under one receipt; workspace tokens stay', async () => {
    const admin = await service.member(owner, 'admin');
    const mine = [await service.issue(admin.headers), await service.issue(admin.headers, { scopes: ['api_token:manage'] })];
    const common = await service.issue(admin.headers, { kind: 'workspace' });
    const others = await service.issue(owner.headers);
    const answer = await suspend(admin.id);
    expect(answer).toMatchObject({ status: 200, json: { user: { status: 'suspended' }, tokens: { changed: 2, remaining: false }, receipt: { confirmed: true } } });
    expect(await Promise.all([...mine, common, others].map(statusOf))).toEqual(['disabled', 'disabled', 'active', 'active']);
    const { position } = answer.json?.['receipt'] as { position: number };
    const events = await readAll(database.query, position - 3, 3);
    expect(events.map(({ type }) => type)).toEqual(['UserSuspended', 'TokenDisabled', 'TokenDisabled']);
    expect(new Set(events.map(({ requestId }) => requestId)).size).toBe(1);
    expect(service.receipts.waitedFor).toContain(position);
    expect((await service.request('GET', '/api/v1/api-keys', { headers: bearer(mine[1]?.token ?? '') })).status).toBe(401);
  });

  it('is answered 202 until every replica acts on it, and asked again with the same receipt', async () => {
    await service.issue(member.headers);
    service.receipts.appliedPosition = 0;
    const answer = await suspend();
    expect(answer.status).toBe(202);
    expect(answer.headers.get('location')).toBe((answer.json?.['receipt'] as { href: string }).href);
    expect((await service.request('GET', answer.headers.get('location') ?? '', { headers: owner.headers })).status).toBe(200);
    expect((await suspend()).json?.['receipt']).toEqual(answer.json?.['receipt']);
  });

  it('gets no token back by resuming, nor before it by anybody’s hand', async () => {
    const mine = await service.issue(member.headers);
    const enable = () => service.request('POST', `/api/v1/api-keys/${mine.apiToken.id}/enable`, { headers: owner.headers });
    await suspend();
    expect(await enable()).toMatchObject({ status: 409, json: { code: 'user_not_active' } });
    expect(await resume()).toMatchObject({ status: 200, json: { user: { status: 'active' } } });
    expect(await statusOf(mine)).toBe('disabled');
    expect((await enable()).status).toBe(200);
    expect(await readStream(database.query, `user/${member.id}`)).toMatchObject([{ type: 'UserSuspended' }, { type: 'UserResumed' }]);
    expect((await logIn(service.url, member.email, member.password)).status).toBe(200);
  });

  it('issues nothing by a workspace token of theirs in their own name, though it goes on working', async () => {
    const admin = await service.member(owner, 'admin');
    const common = await service.issue(admin.headers, { kind: 'workspace', scopes: ['api_token:manage', 'items:read'] });
    await suspend(admin.id);
    const ask = (kind: string) => service.request('POST', '/api/v1/api-keys', { headers: bearer(common.token), body: { name: 'x', scopes: ['items:read'], kind } });
    expect(await ask('user')).toMatchObject({ status: 409, json: { code: 'user_not_active' } });
    expect((await ask('workspace')).status).toBe(201);
  });

  it('as an owner is suspended by another owner, who says the password again', async () => {
    const second = await people.begin(await people.make(owner, { email: newEmail(), role: 'owner' }), owner.workspaceId);
    expect(await people.ask(second, 'POST', `/${owner.id}/suspend`)).toMatchObject({ status: 403, json: { code: 'confirmation_required' } });
    await service.confirm(second);
    expect((await people.ask(second, 'POST', `/${owner.id}/suspend`)).status).toBe(200);
  });
});

describe('a user who is removed', () => {
  it('has every user token revoked, for good, and is found by no log-in; the history stays', async () => {
    const mine = await service.issue(member.headers);
    const off = await service.issue(member.headers);
    await service.request('POST', `/api/v1/api-keys/${off.apiToken.id}/disable`, { headers: member.headers });
    expect(await remove()).toMatchObject({ status: 200, json: { user: { status: 'removed' }, tokens: { changed: 2 } } });
    expect([await statusOf(mine), await statusOf(off)]).toEqual(['revoked', 'revoked']);
    expect((await whoAmI(service.url, member.headers)).status).toBe(401);
    expect((await logIn(service.url, member.email, member.password)).status).toBe(401);
    expect(await database.query('SELECT password_hash FROM app_user WHERE id = $1', [member.id])).toEqual([{ password_hash: null }]);
    expect((await people.ask(owner, 'GET')).text).not.toContain(member.id);
    expect((await people.ask(owner, 'GET', '?status=removed')).text).toContain(member.id);
  });

  it('twice is removed once, under the first receipt, and stays so', async () => {
    const first = await remove();
    expect(await remove()).toMatchObject({ status: 200, json: { receipt: first.json?.['receipt'] } });
    expect(await resume()).toMatchObject({ status: 409, json: { code: 'user_removed' } });
    expect(await suspend()).toMatchObject({ status: 409, json: { code: 'user_removed' } });
    expect(await people.ask(owner, 'PATCH', `/${member.id}`, { role: 'admin' })).toMatchObject({ status: 409, json: { code: 'user_removed' } });
  });

  it('leaves the email to another account', async () => {
    await remove();
    const { user } = await people.make(owner, { email: member.email, role: 'member' });
    expect(user.id).not.toBe(member.id);
  });

  it('is not removed without the password said again', async () => {
    await database.query('UPDATE session SET confirmed_until = NULL WHERE user_id = $1', [owner.id]);
    expect(await remove()).toMatchObject({ status: 403, json: { code: 'confirmation_required' } });
    expect((await whoAmI(service.url, member.headers)).status).toBe(200);
  });
});

describe('a user with more tokens than one transaction takes', () => {
  it('takes all of them along, in transactions of at most 500, under the receipt of the last', async () => {
    await issueMany(database, member, 1_100);
    const answer = await suspend();
    expect(answer).toMatchObject({ status: 200, json: { tokens: { changed: 1_100, remaining: false } } });
    const { position } = answer.json?.['receipt'] as { position: number };
    const events = await readAll(database.query, position - 1_101, 2_000);
    expect(events.map(({ type }) => type)).toEqual(['UserSuspended', ...Array.from({ length: 1_100 }, () => 'TokenDisabled')]);
    const sizes = await database.query<{ size: number }>('SELECT count(*)::int AS size FROM event WHERE position > $1 GROUP BY xmin', [position - 1_101]);
    expect(Math.max(...sizes.map(({ size }) => size))).toBe(500);
  });

  it('is not let in again while tokens are still to be disabled, and is afterwards, with none of them open', async () => {
    const ids = await issueMany(database, member, 600);
    await database.query(`UPDATE app_user SET status = 'suspended', tokens_pending_since = now() WHERE id = $1`, [member.id]);
    expect(await resume()).toMatchObject({ status: 409, json: { code: 'concurrent_change', detail: expect.stringContaining('suspend') } });
    expect(await suspend()).toMatchObject({ status: 200, json: { tokens: { changed: 600, remaining: false } } });
    expect((await resume()).status).toBe(200);
    expect(await database.query(`SELECT FROM api_token WHERE id = ANY ($1) AND status = 'enabled'`, [ids])).toEqual([]);
  });

  it('takes along what was left by a request that did not finish, when it is asked for again', async () => {
    await issueMany(database, member, 600);
    await database.query(`UPDATE app_user SET status = 'suspended', tokens_pending_since = now() WHERE id = $1`, [member.id]);
    const answer = await suspend();
    expect(answer).toMatchObject({ status: 200, json: { tokens: { changed: 600, remaining: false } } });
    const [last] = await database.query<{ position: string }>('SELECT max(position) AS position FROM event WHERE workspace_id = $1', [owner.workspaceId]);
    expect(answer.json?.['receipt']).toMatchObject({ position: Number(last?.position) });
  });

  it('takes along what a process that crashed in between has left, though nobody asks again', async () => {
    const ids = await issueMany(database, member, 700);
    await database.query(`UPDATE app_user SET status = 'suspended', tokens_pending_since = now() - interval '1 minute' WHERE id = $1`, [member.id]);
    await eventually(async () => {
      expect(await database.query(`SELECT FROM api_token WHERE id = ANY ($1) AND status = 'enabled'`, [ids])).toEqual([]);
      expect(await database.query('SELECT FROM app_user WHERE tokens_pending_since IS NOT NULL')).toEqual([]);
    }, { timeoutMs: 20_000 });
  });
});

describe('a token that is issued while its user is suspended', () => {
  it('is either refused or taken along: none opens anything afterwards', async () => {
    for (let time = 0; time < 8; time += 1) {
      const person = await service.member(owner, 'admin');
      const { token } = await service.issue(person.headers, { scopes: ['api_token:manage', 'items:read'] });
      const body = { name: 'at the same time', scopes: ['items:read'] };
      const ask = (at: number) => service.request('POST', '/api/v1/api-keys', { headers: at % 2 === 0 ? person.headers : bearer(token), body: { ...body, kind: at % 4 < 2 ? 'user' : 'workspace' } });
      const issuing = Array.from({ length: 8 }, (_, at) => ask(at));
      const [suspended, ...issued] = await Promise.all([suspend(person.id), ...issuing]);
      expect(suspended.status).toBe(200);
      const { position } = suspended.json?.['receipt'] as { position: number };
      for (const { status } of issued) expect([201, 401, 409]).toContain(status);
      expect(await database.query(`SELECT FROM api_token WHERE created_by = $1 AND kind = 'user' AND status = 'enabled'`, [person.id])).toEqual([]);
      // Also of a workspace token: none of theirs was issued after the suspension.
      const late = await database.query(
        `SELECT FROM event JOIN api_token AS token ON event.stream = 'token/' || token.id AND event.version = 1 WHERE token.created_by = $1 AND event.position > $2`,
        [person.id, position],
      );
      expect(late).toEqual([]);
    }
  });

  it('waits for the suspension that holds the user’s row, and is refused then', async () => {
    let issuing: ReturnType<TokenService['request']> | undefined;
    await database.transaction(async (query) => {
      await query('SELECT FROM app_user WHERE id = $1 FOR NO KEY UPDATE', [member.id]);
      issuing = service.request('POST', '/api/v1/api-keys', { headers: member.headers, body: { name: 'late', scopes: ['items:read'] } });
      await eventually(async () => {
        expect(await database.query(`SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)).not.toEqual([]);
      });
      await query(`UPDATE app_user SET status = 'suspended' WHERE id = $1`, [member.id]);
    });
    expect(await issuing).toMatchObject({ status: 409, json: { code: 'user_not_active' } });
  });
});
