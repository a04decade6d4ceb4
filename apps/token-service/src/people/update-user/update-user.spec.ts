import { beforeEach, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { logIn, whoAmI } from '../../identity/http-client.spec-kit.js';
import { bearer, type LoggedIn, pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { newEmail, PeopleClient } from '../people.spec-kit.js';

const { database, service } = await tokensOfSuite();
const people = new PeopleClient(service);
let owner: LoggedIn;
beforeEach(async () => {
  owner = await service.owner();
  await service.confirm(owner);
});

const confirmed = async (role: 'admin' | 'auditor' | 'member', of: LoggedIn = owner): Promise<LoggedIn> => {
  const person = await service.member(of, role);
  await service.confirm(person);
  return person;
};
const patch = (by: LoggedIn, id: string, body: object) => people.ask(by, 'PATCH', `/${id}`, body);

describe('a change of a role', () => {
  it('takes the password said again, at most five minutes before, in the same session', async () => {
    const member = await service.member(owner, 'member');
    await database.query(`UPDATE session SET confirmed_until = now() - interval '1 second' WHERE user_id = $1`, [owner.id]);
    expect(await patch(owner, member.id, { role: 'auditor' })).toMatchObject({ status: 403, json: { code: 'confirmation_required', detail: expect.stringContaining('/api/v1/session/confirm') } });
    await service.confirm(owner);
    expect(await patch(owner, member.id, { role: 'auditor' })).toMatchObject({ status: 200, json: { user: { role: 'auditor' }, tokens: { changed: 0, remaining: false }, receipt: { confirmed: true } } });
  });

  it('is in the history, and shows at once in a session that goes on', async () => {
    const member = await service.member(owner, 'member');
    await patch(owner, member.id, { role: 'admin', grantableScopes: ['items:read', 'items:create'] });
    expect(await readStream(database.query, `user/${member.id}`)).toMatchObject([
      { type: 'UserRoleChanged', version: 1, actor: { id: owner.id }, data: { role: 'admin', grantableScopes: ['items:read', 'items:create'] } },
    ]);
    expect(await whoAmI(service.url, member.headers)).toMatchObject({ json: { user: { role: 'admin', grantableScopes: ['items:read', 'items:create'] } } });
  });

  it('and a change of the password at the same moment are both in the history', async () => {
    const member = await service.member(owner, 'member');
    const body = { currentPassword: member.password, newPassword: 'quite another password' };
    const answers = await Promise.all([patch(owner, member.id, { role: 'auditor' }), service.request('PUT', '/api/v1/session/password', { headers: member.headers, body })]);
    expect(answers.map(({ status }) => status)).toEqual([200, 204]);
    const events = await readStream(database.query, `user/${member.id}`);
    expect([events.map(({ version }) => version), events.map(({ type }) => type).toSorted()]).toEqual([[1, 2], ['PasswordChanged', 'UserRoleChanged']]);
  });

  it('that is so already is no event, and answers with the receipt of the last', async () => {
    const member = await service.member(owner, 'member');
    const first = await patch(owner, member.id, { role: 'auditor' });
    const again = await patch(owner, member.id, { role: 'auditor', grantableScopes: null });
    expect(again).toMatchObject({ status: 200, json: { receipt: first.json?.['receipt'] } });
    expect(await readStream(database.query, `user/${member.id}`)).toHaveLength(1);
  });

  it('that names a scope twice takes what is not named, and keeps each once, in one order', async () => {
    const member = await service.member(owner, 'member');
    await patch(owner, member.id, { grantableScopes: ['items:delete', 'items:read'] });
    const { apiToken } = await service.issue(member.headers, { scopes: ['items:delete'] });
    const answer = await patch(owner, member.id, { grantableScopes: ['items:read', 'items:read'] });
    expect(answer).toMatchObject({ status: 200, json: { user: { grantableScopes: ['items:read'] }, tokens: { changed: 1 } } });
    expect(await service.request('GET', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers })).toMatchObject({ json: { status: 'disabled' } });
    const events = await readStream(database.query, `user/${member.id}`);
    expect(events.map(({ data }) => data['grantableScopes'])).toEqual([['items:read', 'items:delete'], ['items:read']]);
    await patch(owner, member.id, { grantableScopes: ['items:read', 'items:read', 'items:read'] });
    expect(await readStream(database.query, `user/${member.id}`)).toHaveLength(2);
  });

  it.each(['status', 'email', 'workspaceId', 'permissions', 'password', 'mustChangePassword', 'id'])('changes no %s', async (name) => {
    const member = await service.member(owner, 'member');
    const answer = await patch(owner, member.id, { role: 'admin', [name]: 'x' });
    expect([answer.status, pointersOf(answer)]).toEqual([400, [`/${name}`]]);
    expect(await whoAmI(service.url, member.headers)).toMatchObject({ json: { user: { role: 'member' } } });
  });
});

describe('nobody', () => {
  it('becomes more by a password that was shown to them: nobody is promoted who has not chosen their own', async () => {
    const admin = await confirmed('admin');
    const made = await people.make(admin, { email: newEmail(), role: 'member', grantableScopes: ['items:read'] });
    for (const body of [{ role: 'owner', grantableScopes: null }, { role: 'admin' }, { grantableScopes: null }]) {
      expect(await patch(owner, made.user.id, body)).toMatchObject({ status: 409, json: { code: 'password_not_chosen' } });
    }
    expect((await patch(owner, made.user.id, { grantableScopes: [] })).status).toBe(200);
    await people.begin(made, owner.workspaceId);
    expect((await patch(owner, made.user.id, { role: 'owner', grantableScopes: null })).status).toBe(200);
  });

  it('raises a suspended user above himself, for somebody else to let in again', async () => {
    const [admin, member] = [await confirmed('admin'), await service.member(owner, 'member')];
    await patch(owner, admin.id, { grantableScopes: ['items:read'] });
    await patch(owner, member.id, { grantableScopes: [] });
    await people.ask(owner, 'POST', `/${member.id}/suspend`);
    for (const body of [{ role: 'admin', grantableScopes: null }, { grantableScopes: ['items:delete'] }]) {
      expect(await patch(admin, member.id, body)).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    }
    expect(await people.ask(owner, 'POST', `/${member.id}/resume`)).toMatchObject({ json: { user: { role: 'member', grantableScopes: [] } } });
  });

  it('raises himself, or another above himself', async () => {
    const [admin, auditor, member] = [await confirmed('admin'), await confirmed('auditor'), await confirmed('member')];
    expect(await patch(admin, admin.id, { role: 'owner' })).toMatchObject({ status: 403, json: { code: 'owner_required' } });
    expect(await patch(admin, member.id, { role: 'owner' })).toMatchObject({ status: 403, json: { code: 'owner_required' } });
    for (const low of [auditor, member]) expect(await patch(low, low.id, { role: 'admin' })).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    const roles = await database.query('SELECT role FROM app_user WHERE workspace_id = $1 ORDER BY serial', [owner.workspaceId]);
    expect(roles).toEqual([{ role: 'owner' }, { role: 'admin' }, { role: 'auditor' }, { role: 'member' }]);
  });

  it('lets anybody grant what he may not grant himself', async () => {
    const [admin, member] = [await confirmed('admin'), await service.member(owner, 'member')];
    await patch(owner, admin.id, { grantableScopes: ['items:read'] });
    await patch(owner, member.id, { grantableScopes: [] });
    expect(await patch(admin, member.id, { grantableScopes: ['items:read', 'items:delete'] })).toMatchObject({
      status: 403, json: { code: 'scopes_not_grantable', errors: [{ pointer: '/grantableScopes/1' }] },
    });
    expect(await patch(admin, admin.id, { grantableScopes: null })).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    expect((await patch(admin, member.id, { grantableScopes: ['items:read'] })).status).toBe(200);
    expect(await service.request('POST', '/api/v1/api-keys', { headers: member.headers, body: { name: 'x', scopes: ['items:create'] } })).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    expect((await service.issue(member.headers, { scopes: ['items:read'] })).apiToken.scopes).toEqual(['items:read']);
  });

  it('but an owner touches an owner, and the last one stays', async () => {
    const admin = await confirmed('admin');
    for (const [method, below] of [['PATCH', ''], ['POST', '/suspend'], ['DELETE', '']] as const) {
      const body = method === 'PATCH' ? { role: 'member' } : undefined;
      expect(await people.ask(admin, method, `/${owner.id}${below}`, body)).toMatchObject({ status: 403, json: { code: 'owner_required' } });
      expect(await people.ask(owner, method, `/${owner.id}${below}`, body)).toMatchObject({ status: 409, json: { code: 'last_owner' } });
    }
  });

  it('is left of two owners who demote each other at once', async () => {
    const second = await people.begin(await people.make(owner, { email: newEmail(), role: 'owner' }), owner.workspaceId);
    await service.confirm(second);
    const answers = await Promise.all([patch(owner, second.id, { role: 'member' }), patch(second, owner.id, { role: 'member' })]);
    expect(answers.map(({ status }) => status).toSorted()).toEqual([200, 403]);
    expect(await database.query(`SELECT FROM app_user WHERE workspace_id = $1 AND role = 'owner'`, [owner.workspaceId])).toHaveLength(1);
  });
});

describe('a user of another workspace', () => {
  it('is neither seen nor changed', async () => {
    const stranger = await service.owner();
    await service.confirm(stranger);
    const member = await service.member(owner, 'member');
    for (const [method, below, body] of [['GET', ''], ['PATCH', '', { role: 'admin' }], ['POST', '/suspend'], ['POST', '/resume'], ['DELETE', '']] as const) {
      expect((await people.ask(stranger, method, `/${member.id}${below}`, body)).status).toBe(404);
    }
    expect((await whoAmI(service.url, member.headers)).json).toMatchObject({ user: { role: 'member' } });
  });
});

describe('a user who is demoted', () => {
  it('takes along what their user tokens may not have any more, at once and under one receipt; workspace tokens stay', async () => {
    const admin = await service.member(owner, 'admin');
    const wide = await service.issue(admin.headers, { scopes: ['items:read', 'items:delete', 'audit:read'] });
    const special = await service.issue(admin.headers, { scopes: ['api_token:manage'] });
    const narrow = await service.issue(admin.headers, { scopes: ['items:read'] });
    const common = await service.issue(admin.headers, { scopes: ['api_token:manage'], kind: 'workspace' });
    const answer = await patch(owner, admin.id, { role: 'member' });
    expect(answer).toMatchObject({ status: 200, json: { user: { role: 'member' }, tokens: { changed: 2, remaining: false } } });
    const { position } = answer.json?.['receipt'] as { position: number };
    const [narrowed, disabled, kept] = await Promise.all(
      [wide, special, narrow].map(async ({ apiToken: { id } }) => (await service.request('GET', `/api/v1/api-keys/${id}`, { headers: owner.headers })).json),
    );
    expect(narrowed).toMatchObject({ scopes: ['items:read', 'items:delete'], status: 'active' });
    expect(disabled).toMatchObject({ status: 'disabled' });
    expect(kept).toEqual(narrow.apiToken);
    expect(position).toBe(Math.max(Number(narrowed?.['position']), Number(disabled?.['position'])));
    expect(service.receipts.waitedFor).toContain(position);
    expect((await service.request('GET', '/api/v1/api-keys', { headers: bearer(special.token) })).status).toBe(401);
    expect((await service.request('GET', '/api/v1/api-keys', { headers: bearer(common.token) })).status).toBe(200);
  });

  it('gets none of it back by another’s hand: neither enabled nor widened beyond what the user may grant', async () => {
    const admin = await service.member(owner, 'admin');
    const { apiToken: { id } } = await service.issue(admin.headers, { scopes: ['api_token:manage'] });
    await patch(owner, admin.id, { role: 'member' });
    const ask = (method: string, below: string, body?: object) => service.request(method, `/api/v1/api-keys/${id}${below}`, { headers: owner.headers, ...(body && { body }) });
    expect(await ask('POST', '/enable')).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable' } });
    expect((await ask('PATCH', '', { scopes: ['items:read'] })).status).toBe(200);
    expect((await ask('POST', '/enable')).status).toBe(200);
    expect(await ask('PATCH', '', { scopes: ['items:read', 'api_token:manage'] })).toMatchObject({ status: 403, json: { code: 'scopes_not_grantable', errors: [{ pointer: '/scopes/1' }] } });
  });

  it('is who they were before at the next log-in, with less', async () => {
    const admin = await service.member(owner, 'admin');
    await patch(owner, admin.id, { role: 'auditor' });
    expect(await logIn(service.url, admin.email, admin.password)).toMatchObject({ status: 200, json: { user: { role: 'auditor', permissions: ['apiAccessView', 'auditView', 'userView'] } } });
    expect(await service.request('POST', '/api/v1/api-keys', { headers: admin.headers, body: { name: 'x', scopes: ['items:read'] } })).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
  });
});
