import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readStream } from '@portcullis/event-store';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { cookieOf, logIn, type Received, send, whoAmI } from '../http-client.spec-kit.js';
import { GOOD_BEARER, type IdentityService, startIdentity } from '../identity-service.spec-kit.js';
import { newOwner, type Person } from '../people.spec-kit.js';

let database: TestDatabase;
let service: IdentityService;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startIdentity(database);
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

const NEW = 'another password of mine';
const sessionOf = async ({ email, password }: Person): Promise<Record<string, string>> => ({ cookie: cookieOf(await logIn(service.url, email, password)) });
const change = (headers: Record<string, string>, body: object): Promise<Received> => send(service.url, 'PUT', '/api/v1/session/password', { headers, body });

describe('a changed password', () => {
  it('is the only one from then on, and ends every other session of the person', async () => {
    const person = await newOwner(database);
    const [mine, other] = [await sessionOf(person), await sessionOf(person)];
    const answer = await change(mine, { currentPassword: person.password, newPassword: NEW });
    expect(answer).toMatchObject({ status: 204, text: '' });
    expect((await whoAmI(service.url, mine)).status).toBe(200);
    expect((await whoAmI(service.url, other)).status).toBe(401);
    expect((await logIn(service.url, person.email, person.password)).status).toBe(401);
    expect((await logIn(service.url, person.email, NEW)).status).toBe(200);
  });

  it('is in the history, without a word of the password', async () => {
    const person = await newOwner(database);
    await change(await sessionOf(person), { currentPassword: person.password, newPassword: NEW });
    const events = await readStream(database.query, `user/${person.id}`, 2);
    expect(events).toMatchObject([{ type: 'PasswordChanged', version: 2, workspaceId: person.workspaceId, actor: { type: 'user', id: person.id }, data: {} }]);
    const [{ bytes } = { bytes: '' }] = await database.query<{ bytes: string }>(`SELECT convert_from(bytes, 'UTF8') AS bytes FROM event WHERE stream = $1`, [`user/${person.id}`]);
    for (const secret of [NEW, person.password, 'argon2', person.email]) expect(bytes).not.toContain(secret);
    for (const secret of [NEW, person.password]) expect(service.log()).not.toContain(secret);
  });

  it('needs the present one; wrong ones count as failed log-ins do', async () => {
    const person = await newOwner(database);
    const mine = await sessionOf(person);
    for (let time = 0; time < 10; time += 1) {
      expect(await change(mine, { currentPassword: `wrong ${time}`, newPassword: NEW })).toMatchObject({ status: 403, json: { code: 'wrong_password' } });
    }
    expect((await change(mine, { currentPassword: person.password, newPassword: NEW })).status).toBe(429);
  });

  it('of two asked for at once with the same present one is one of them', async () => {
    const person = await newOwner(database);
    const [one, other] = [await sessionOf(person), await sessionOf(person)];
    const answers = await Promise.all([
      change(one, { currentPassword: person.password, newPassword: 'the first of two' }),
      change(other, { currentPassword: person.password, newPassword: 'the second of two' }),
    ]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    expect(await readStream(database.query, `user/${person.id}`, 2)).toHaveLength(1);
  });

  it.each([
    [{ currentPassword: 'x' }, '/newPassword'],
    [{ currentPassword: 'x', newPassword: 'short' }, '/newPassword'],
    [{ currentPassword: 'the same one', newPassword: 'the same one' }, '/newPassword'],
    [{ currentPassword: 'the café', newPassword: 'the cafe\u0301' }, '/newPassword'],
    [{ currentPassword: 'x', newPassword: 'y'.repeat(1_025) }, '/newPassword'],
    [{ currentPassword: 'x', newPassword: 'long enough', role: 'owner' }, '/role'],
    [{ newPassword: 'long enough' }, '/currentPassword'],
  ])('is refused where a field is wrong, and says which (case %#)', async (body, pointer) => {
    const answer = await change(await sessionOf(await newOwner(database)), body);
    expect(answer).toMatchObject({ status: 400, json: { errors: [{ pointer }] } });
  });

  it('is nothing that a token, another origin or an ended session can ask for', async () => {
    const person = await newOwner(database);
    const body = { currentPassword: person.password, newPassword: NEW };
    expect(await change({ authorization: `Bearer ${GOOD_BEARER}` }, body)).toMatchObject({ status: 403, json: { code: 'session_required' } });
    expect(await change({ ...(await sessionOf(person)), origin: 'https://evil.example' }, body)).toMatchObject({ status: 403, json: { code: 'foreign_origin' } });
    expect((await change({}, body)).status).toBe(401);
    expect((await logIn(service.url, person.email, person.password)).status).toBe(200);
  });
});

describe('a person whose password somebody else made', () => {
  it('is let in, and served nothing but who they are, another password, and the log-out', async () => {
    const person = await newOwner(database);
    await database.query('UPDATE app_user SET must_change_password = true WHERE id = $1', [person.id]);
    const answer = await logIn(service.url, person.email, person.password);
    expect(answer).toMatchObject({ status: 200, json: { user: { mustChangePassword: true } } });
    const mine = { cookie: cookieOf(answer) };
    for (const path of ['/gated/tokens', '/api/v1/sessions']) {
      expect(await send(service.url, 'GET', path, { headers: mine })).toMatchObject({ status: 403, json: { code: 'password_change_required' } });
    }
    expect(await send(service.url, 'POST', '/api/v1/session/confirm', { headers: mine, body: { password: person.password } })).toMatchObject({ status: 403 });
    expect((await change(mine, { currentPassword: person.password, newPassword: NEW })).status).toBe(204);
    expect(await whoAmI(service.url, mine)).toMatchObject({ status: 200, json: { user: { mustChangePassword: false } } });
    expect((await send(service.url, 'GET', '/gated/tokens', { headers: mine })).status).toBe(200);
  });
});
