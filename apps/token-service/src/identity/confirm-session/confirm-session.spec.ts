import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, ManualClock, type TestDatabase } from '@portcullis/testing';
import { callerOfSession, type SessionCaller } from '../authenticate-caller/caller.js';
import { requireConfirmation } from '../authenticate-caller/require-confirmation.js';
import { recordFailure } from '../guesses/login-failures.js';
import { PasswordGuesses } from '../guesses/password-guesses.js';
import { comparable, confirm, cookieOf, logIn, logOut, send, whoAmI } from '../http-client.spec-kit.js';
import { GOOD_BEARER, type IdentityService, OWN_ORIGIN, startIdentity } from '../identity-service.spec-kit.js';
import { newOwner, type Person, withDataSource } from '../people.spec-kit.js';
import { findSession } from '../sessions/session-table.js';
import { ConfirmSession, type ConfirmSessionOutcome } from './confirm-session.command.js';
import { ConfirmSessionHandler } from './confirm-session.handler.js';

let database: TestDatabase;
let service: IdentityService;
let owner: Person;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startIdentity(database);
  owner = await newOwner(database);
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

const sessionOf = async (person: Person = owner): Promise<Record<string, string>> => ({ cookie: cookieOf(await logIn(service.url, person.email, person.password)) });
const confirmedUntil = async (headers: Record<string, string>): Promise<Date | null | undefined> =>
  (await findSession(database.query, (headers['cookie'] ?? '').split('=')[1] ?? ''))?.confirmedUntil;

async function callerOf(headers: Record<string, string>): Promise<SessionCaller> {
  const found = await findSession(database.query, (headers['cookie'] ?? '').split('=')[1] ?? '');
  if (!found) throw new Error('no session');
  return callerOfSession(found);
}
const said = (caller: SessionCaller, password: string): Promise<ConfirmSessionOutcome> =>
  withDataSource(database, ({ manager }) => new ConfirmSessionHandler(new PasswordGuesses(manager), manager, new ManualClock()).execute(new ConfirmSession(caller, password, '::1')));

describe('a password that is said again', () => {
  it('is good for five minutes, in the session it was said in and in no other', async () => {
    const [mine, other] = [await sessionOf(), await sessionOf()];
    const before = Date.now();
    const answer = await confirm(service.url, mine, owner.password);
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const until = Date.parse(String(answer.json?.['confirmedUntil']));
    expect(until - before).toBeGreaterThanOrEqual(300_000);
    expect(until - Date.now()).toBeLessThanOrEqual(300_000);
    expect((await confirmedUntil(mine))?.getTime()).toBe(until);
    expect(await confirmedUntil(other)).toBeNull();
  });

  it('is good for not a millisecond longer, by the clock that it was said by', async () => {
    const clock = new ManualClock();
    const { cookie = '' } = await sessionOf();
    const secret = cookie.split('=')[1] ?? '';
    const holder = () => findSession(database.query, secret).then((found) => found && callerOfSession(found));
    const caller = await holder();
    if (!caller) throw new Error('no session');
    const allowed = async () => {
      const now = await holder();
      if (now) requireConfirmation(now, clock);
    };
    await expect(allowed()).rejects.toMatchObject({ status: 403, code: 'confirmation_required', message: expect.stringContaining('POST /api/v1/session/confirm') });
    await withDataSource(database, async ({ manager }) => {
      const handler = new ConfirmSessionHandler(new PasswordGuesses(manager), manager, clock);
      expect(await handler.execute(new ConfirmSession(caller, owner.password, '::1'))).toMatchObject({ outcome: 'confirmed' });
    });
    await allowed();
    clock.advance(299_999);
    await allowed();
    clock.advance(1);
    await expect(allowed()).rejects.toMatchObject({ status: 403, code: 'confirmation_required' });
  });

  it('is that of the session’s own person, not of who was given their email since', async () => {
    const [removed, other] = [await newOwner(database), await newOwner(database)];
    const caller = await callerOf(await sessionOf(removed));
    await database.query(`UPDATE app_user SET status = 'removed', password_hash = NULL WHERE id = $1`, [removed.id]);
    await database.query('UPDATE app_user SET email = $2 WHERE id = $1', [other.id, removed.email]);
    expect(await said(caller, other.password)).toEqual({ outcome: 'refused' });
  });

  it('is no confirmation where the session ended while it was looked at', async () => {
    const mine = await sessionOf();
    const caller = await callerOf(mine);
    await logOut(service.url, mine);
    expect(await said(caller, owner.password)).toEqual({ outcome: 'ended' });
  });

  it('does not outlive its session, whose cookie opens nothing after the log-out', async () => {
    const mine = await sessionOf();
    await confirm(service.url, mine, owner.password);
    await logOut(service.url, mine);
    expect((await confirm(service.url, mine, owner.password)).status).toBe(401);
    expect(await confirmedUntil(await sessionOf())).toBeNull();
  });

  it('that is wrong ends nothing, is no 401, and confirms nothing', async () => {
    const mine = await sessionOf();
    const answer = await confirm(service.url, mine, 'not the password');
    expect(answer).toMatchObject({ status: 403, json: { code: 'wrong_password' } });
    expect(await confirmedUntil(mine)).toBeNull();
    expect((await whoAmI(service.url, mine)).status).toBe(200);
  });

  it('counts as a failed log-in where it is wrong: whoever took over a session cannot guess on', async () => {
    const person = await newOwner(database);
    const mine = await sessionOf(person);
    const wrong = await Promise.all(Array.from({ length: 10 }, (_, at) => confirm(service.url, mine, `guess ${at}`)));
    expect(wrong.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 403));
    expect(new Set(wrong.map((answer) => JSON.stringify(comparable(answer)))).size).toBe(1);
    expect(await confirm(service.url, mine, person.password)).toMatchObject({ status: 429, json: { code: 'too_many_requests' } });
    expect((await logIn(service.url, person.email, person.password)).status).toBe(429);
  });

  it('is looked at however many log-ins somebody without the session has failed at, from the same address', async () => {
    const person = await newOwner(database);
    const mine = await sessionOf(person);
    for (let time = 0; time < 10; time += 1) await recordFailure(database.query, { email: person.email, address: '127.0.0.1' });
    expect((await logIn(service.url, person.email, person.password)).status).toBe(429);
    expect((await confirm(service.url, mine, person.password)).status).toBe(200);
    const body = { currentPassword: person.password, newPassword: 'another of their own' };
    expect((await send(service.url, 'PUT', '/api/v1/session/password', { headers: mine, body })).status).toBe(204);
  });

  it.each([[{}], [{ password: '' }], [{ password: 7 }], [{ password: 'x', confirmedUntil: '2999-01-01T00:00:00.000Z' }], [{ password: 'x'.repeat(1_025) }]])(
    'is 400 where the body is another (case %#)',
    async (body) => {
      expect((await send(service.url, 'POST', '/api/v1/session/confirm', { headers: await sessionOf(), body })).status).toBe(400);
    },
  );

  it('is not taken from a page of another origin, nor from a token', async () => {
    const mine = await sessionOf();
    expect((await confirm(service.url, { ...mine, origin: 'https://evil.example' }, owner.password)).status).toBe(403);
    expect(await confirmedUntil(mine)).toBeNull();
    expect((await confirm(service.url, { ...mine, origin: OWN_ORIGIN }, owner.password)).status).toBe(200);
    const byToken = await confirm(service.url, { authorization: `Bearer ${GOOD_BEARER}` }, owner.password);
    expect(byToken).toMatchObject({ status: 403, json: { code: 'session_required' } });
  });
});
