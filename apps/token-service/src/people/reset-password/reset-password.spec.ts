import { beforeEach, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import type { Role } from '../../identity/accounts/role.js';
import { cookieOf, logIn, whoAmI } from '../../identity/http-client.spec-kit.js';
import { bearer, type LoggedIn, pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { type Made, PeopleClient } from '../people.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();
const people = new PeopleClient(service);
beforeEach(() => service.confirm(owner));

const reset = (by: LoggedIn, id: string, body?: object) => people.ask(by, 'POST', `/${id}/reset-password`, body);
const confirmed = async (role: Role): Promise<LoggedIn> => {
  const person = await service.member(owner, role);
  await service.confirm(person);
  return person;
};
const refused = (code: string, status = 403) => ({ status, json: { code } });

describe('a user whose password is reset', () => {
  it('has a new one that is shown once, to who asked, and good for nothing but another one; the old one is over', async () => {
    const member = await service.member(owner, 'member');
    const answer = await reset(owner, member.id);
    expect(answer).toMatchObject({ status: 200, json: { user: { id: member.id, mustChangePassword: true, status: 'active' }, password: expect.stringMatching(/^([a-z2-9]{5}-){4}[a-z2-9]{5}$/) } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const password = String(answer.json?.['password']);
    expect((await logIn(service.url, member.email, member.password)).status).toBe(401);
    const session = { cookie: cookieOf(await logIn(service.url, member.email, password)) };
    expect(await service.request('GET', '/api/v1/api-keys', { headers: session })).toMatchObject(refused('password_change_required'));
    const begun = await people.begin(JSON.parse(answer.text) as Made, owner.workspaceId);
    expect((await service.request('GET', '/api/v1/api-keys', { headers: begun.headers })).status).toBe(200);
    expect(service.log()).not.toContain(password);
  });

  it('has no session from that moment, and keeps the tokens', async () => {
    const member = await service.member(owner, 'member');
    const { token } = await service.issue(member.headers);
    await reset(owner, member.id);
    expect((await whoAmI(service.url, member.headers)).status).toBe(401);
    expect((await service.request('GET', '/api/v1/api-keys/self', { headers: bearer(token) })).status).toBe(200);
  });

  it('is let in who was blocked after failed log-ins', async () => {
    const member = await service.member(owner, 'member');
    for (let time = 0; time < 10; time += 1) await logIn(service.url, member.email, 'forgotten');
    const { json } = await reset(owner, member.id);
    expect((await logIn(service.url, member.email, String(json?.['password']))).status).toBe(200);
  });

  it('has it in the history, by whom, with nothing that opens', async () => {
    const member = await service.member(owner, 'member');
    const { json } = await reset(owner, member.id);
    expect(await readStream(database.query, `user/${member.id}`)).toMatchObject([{ type: 'PasswordReset', version: 1, workspaceId: owner.workspaceId, actor: { type: 'user', id: owner.id }, data: {} }]);
    const [{ bytes } = { bytes: '' }] = await database.query<{ bytes: string }>(`SELECT convert_from(bytes, 'UTF8') AS bytes FROM event WHERE stream = $1`, [`user/${member.id}`]);
    for (const secret of [member.email, String(json?.['password']), 'argon2']) expect(bytes).not.toContain(secret);
  });

  it('stays suspended where they were', async () => {
    const member = await service.member(owner, 'member');
    await people.ask(owner, 'POST', `/${member.id}/suspend`);
    const answer = await reset(owner, member.id);
    expect(answer).toMatchObject({ status: 200, json: { user: { status: 'suspended' } } });
    expect((await logIn(service.url, member.email, String(answer.json?.['password']))).status).toBe(401);
  });
});

describe('a password is reset', () => {
  it('by owners and admins alone, who say theirs again', async () => {
    const member = await service.member(owner, 'member');
    for (const role of ['auditor', 'member'] as const) expect(await reset(await confirmed(role), member.id)).toMatchObject(refused('role_not_sufficient'));
    const admin = await service.member(owner, 'admin');
    expect(await reset(admin, member.id)).toMatchObject(refused('confirmation_required'));
    await service.confirm(admin);
    expect((await reset(admin, member.id)).status).toBe(200);
    const { token } = await service.issue(owner.headers, { bundle: 'administrative' });
    expect(await service.request('POST', `/api/v1/users/${member.id}/reset-password`, { headers: bearer(token) })).toMatchObject(refused('session_required'));
  });

  it('of an owner by an owner', async () => {
    const second = await service.member(owner, 'owner');
    expect(await reset(await confirmed('admin'), second.id)).toMatchObject(refused('owner_required'));
    expect((await reset(owner, second.id)).status).toBe(200);
  });

  it('of nobody who may grant what one may not grant oneself: one could be that person then', async () => {
    const [narrow, admin, member] = [await confirmed('admin'), await service.member(owner, 'admin'), await service.member(owner, 'member')];
    await database.query(`UPDATE app_user SET grantable_scopes = '{items:read}' WHERE id = $1`, [narrow.id]);
    for (const { id } of [admin, member]) expect(await reset(narrow, id)).toMatchObject(refused('scopes_not_grantable'));
    await database.query(`UPDATE app_user SET grantable_scopes = '{items:read}' WHERE id = $1`, [member.id]);
    expect((await reset(narrow, member.id)).status).toBe(200);
  });

  it('not of oneself, nor of who was removed', async () => {
    expect(await reset(owner, owner.id)).toMatchObject(refused('own_password', 409));
    const member = await service.member(owner, 'member');
    await people.ask(owner, 'DELETE', `/${member.id}`);
    expect(await reset(owner, member.id)).toMatchObject(refused('user_removed', 409));
    expect(await readStream(database.query, `user/${owner.id}`)).toMatchObject([{ type: 'UserCreated' }]);
  });

  it('of nobody who is not there, whether or not the password was said again', async () => {
    const admin = await service.member(owner, 'admin');
    for (const { id } of [await service.owner(), { id: `usr_${'0'.repeat(22)}` }]) expect(await reset(admin, id)).toMatchObject(refused('not_found', 404));
  });

  it('to nothing that is sent: the service draws it', async () => {
    const member = await service.member(owner, 'member');
    const answer = await reset(owner, member.id, { password: 'of my own choice' });
    expect([answer.status, pointersOf(answer)]).toEqual([400, ['/password']]);
    expect((await logIn(service.url, member.email, member.password)).status).toBe(200);
  });
});
