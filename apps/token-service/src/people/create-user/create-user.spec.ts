import { describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { cookieOf, logIn } from '../../identity/http-client.spec-kit.js';
import { bearer, pointersOf } from '../../tokens/token-service.spec-kit.js';
import { tokensOfSuite } from '../../tokens/tokens-of-suite.spec-kit.js';
import { newEmail, PeopleClient } from '../people.spec-kit.js';

const { database, service, owner } = await tokensOfSuite();
const people = new PeopleClient(service);

describe('a user who is made', () => {
  it('has a password that is shown once, to whoever made them, and good for nothing but another one', async () => {
    const email = newEmail();
    const answer = await people.create(owner, { email, role: 'member' });
    expect(answer).toMatchObject({ status: 201, json: { user: { object: 'user', email, role: 'member', status: 'active', permissions: ['apiAccessCreate'], mustChangePassword: true } } });
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const { user, password } = JSON.parse(answer.text) as { user: { id: string }; password: string };
    expect(answer.headers.get('location')).toBe(`/api/v1/users/${user.id}`);
    expect((await people.ask(owner, 'GET', `/${user.id}`)).text).not.toContain(password);
    const session = { cookie: cookieOf(await logIn(service.url, email, password)) };
    expect(await service.request('GET', '/api/v1/api-keys', { headers: session })).toMatchObject({ status: 403, json: { code: 'password_change_required' } });
    expect(await service.request('POST', '/api/v1/api-keys', { headers: session, body: { name: 'x', scopes: ['items:read'] } })).toMatchObject({ status: 403 });
    expect(service.log()).not.toContain(password);
  });

  it('is served with a password of their own, and the first one is none any more', async () => {
    const made = await people.make(owner, { email: newEmail(), role: 'member' });
    const member = await people.begin(made, owner.workspaceId);
    expect((await service.request('GET', '/api/v1/api-keys', { headers: member.headers })).status).toBe(200);
    expect((await logIn(service.url, made.user.email, made.password)).status).toBe(401);
    expect(await people.ask(owner, 'GET', `/${made.user.id}`)).toMatchObject({ json: { mustChangePassword: false } });
  });

  it('begins a history, by whom, and with nothing that identifies or opens', async () => {
    const { user, password } = await people.make(owner, { email: newEmail(), role: 'auditor', grantableScopes: ['items:read'] });
    expect(await readStream(database.query, `user/${user.id}`)).toMatchObject([
      { type: 'UserCreated', version: 1, workspaceId: owner.workspaceId, actor: { type: 'user', id: owner.id }, data: { role: 'auditor', grantableScopes: ['items:read'] } },
    ]);
    const [{ bytes } = { bytes: '' }] = await database.query<{ bytes: string }>(`SELECT convert_from(bytes, 'UTF8') AS bytes FROM event WHERE stream = $1`, [`user/${user.id}`]);
    for (const secret of [user.email, password, 'argon2']) expect(bytes).not.toContain(secret);
  });

  it('has an email that nobody else has, in whatever case and workspace', async () => {
    const { user } = await people.make(owner, { email: newEmail(), role: 'member' });
    const stranger = await service.owner();
    for (const by of [owner, stranger]) {
      expect(await people.create(by, { email: user.email.toUpperCase(), role: 'member' })).toMatchObject({ status: 409, json: { code: 'email_taken' } });
    }
  });

  it.each([
    [{ role: 'member' }, ['/email']],
    [{ email: 'nobody', role: 'member' }, ['/email']],
    [{ email: 'a@example.com', role: 'root' }, ['/role']],
    [{ email: 'a@example.com', role: 'owner', grantableScopes: ['items:read'] }, ['/grantableScopes']],
    [{ email: 'a@example.com', role: 'member', grantableScopes: ['items:read', 'instance:manage'] }, ['/grantableScopes/1']],
    [{ email: 'a@example.com', role: 'member', grantableScopes: ['nothing:read'] }, ['/grantableScopes/0']],
  ])('is refused as %j, with the field that is wrong', async (body, pointers) => {
    await service.confirm(owner);
    const answer = await people.create(owner, body);
    expect([answer.status, pointersOf(answer)]).toEqual([400, pointers]);
  });

  it.each(['id', 'workspaceId', 'status', 'password', 'passwordHash', 'mustChangePassword', 'permissions', 'version', 'createdAt'])(
    'has %s from nobody but the service',
    async (member) => {
      const answer = await people.create(owner, { email: newEmail(), role: 'member', [member]: 'x' });
      expect([answer.status, pointersOf(answer)]).toEqual([400, [`/${member}`]]);
    },
  );

  it('as owner or admin takes the password said again, and as owner an owner', async () => {
    const fresh = await service.owner();
    for (const role of ['owner', 'admin']) {
      expect(await people.create(fresh, { email: newEmail(), role })).toMatchObject({ status: 403, json: { code: 'confirmation_required' } });
    }
    await service.confirm(fresh);
    const admin = await people.begin(await people.make(fresh, { email: newEmail(), role: 'admin' }), fresh.workspaceId);
    await people.make(fresh, { email: newEmail(), role: 'owner' });
    await service.confirm(admin);
    expect(await people.create(admin, { email: newEmail(), role: 'owner' })).toMatchObject({ status: 403, json: { code: 'owner_required' } });
    await people.make(admin, { email: newEmail(), role: 'member' });
  });

  it('is made by nobody who may not: auditors, members, tokens, other origins', async () => {
    const body = { email: newEmail(), role: 'member' };
    for (const role of ['auditor', 'member'] as const) {
      const other = await service.member(owner, role);
      expect(await people.create(other, body)).toMatchObject({ status: 403, json: { code: 'role_not_sufficient' } });
    }
    const { token } = await service.issue(owner.headers, { bundle: 'administrative' });
    expect(await service.request('POST', '/api/v1/users', { headers: bearer(token), body })).toMatchObject({ status: 403, json: { code: 'session_required' } });
    expect(await service.request('POST', '/api/v1/users', { headers: { ...owner.headers, origin: 'https://evil.example' }, body })).toMatchObject({ status: 403, json: { code: 'foreign_origin' } });
    expect(await database.query('SELECT FROM app_user WHERE email = $1', [body.email])).toEqual([]);
  });
});

describe('the list of users', () => {
  it('has the workspace’s, in the order in which they were made, page by page, for whoever may see them', async () => {
    const other = await service.owner();
    const made = [other.id];
    for (let time = 0; time < 3; time += 1) made.push((await people.make(other, { email: newEmail(), role: 'member' })).user.id);
    const auditor = await service.member(other, 'auditor');
    made.push(auditor.id);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const { status, text } = await people.ask(auditor, 'GET', `?limit=2${cursor === '' ? '' : `&cursor=${cursor}`}`);
      expect(status).toBe(200);
      const page = JSON.parse(text) as { data: { id: string }[]; nextCursor: string | null };
      seen.push(...page.data.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    expect(seen).toEqual(made);
    expect((await people.ask(await service.member(other, 'member'), 'GET')).status).toBe(403);
  });
});
