import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { logIn, type Received, send } from '../http-client.spec-kit.js';
import { type IdentityService, startIdentity } from '../identity-service.spec-kit.js';
import { newOwner, type Person } from '../people.spec-kit.js';
import { recordFailure } from './login-failures.js';

describe('ten failed log-ins for an account and an address', () => {
  let database: TestDatabase;
  let service: IdentityService;
  let owner: Person;

  beforeAll(async () => {
    database = await createTestDatabase();
    service = await startIdentity(database);
  });
  beforeEach(async () => {
    owner = await newOwner(database);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  const tryFrom = (address: string, password = 'wrong', to = service): Promise<Received> =>
    logIn(to.url, owner.email, password, { 'x-forwarded-for': address });
  /** As failed log-ins leave them, without the time that a hash takes. */
  const failFrom = async (address: string, times: number): Promise<void> => {
    for (let time = 0; time < times; time += 1) await recordFailure(database.query, { email: owner.email, address });
  };

  it('close it for that address for the rest of fifteen minutes, to the right password too', async () => {
    for (let time = 0; time < 10; time += 1) expect((await tryFrom('203.0.113.1')).status).toBe(401);
    const blocked = await tryFrom('203.0.113.1', owner.password);
    expect(blocked.status).toBe(429);
    expect(blocked.json).toMatchObject({ code: 'too_many_requests' });
    const retryAfter = Number(blocked.headers.get('retry-after'));
    expect(retryAfter).toBeGreaterThan(14 * 60);
    expect(retryAfter).toBeLessThanOrEqual(15 * 60);
    expect(blocked.headers.getSetCookie()).toEqual([]);
  });

  it('leave it open from elsewhere, and other accounts open from there', async () => {
    await failFrom('203.0.113.2', 10);
    expect((await tryFrom('203.0.113.3', owner.password)).status).toBe(200);
    const other = await newOwner(database);
    const answer = await logIn(service.url, other.email, other.password, { 'x-forwarded-for': '203.0.113.2' });
    expect(answer.status).toBe(200);
  });

  it('count for an account that does not exist as for one that does', async () => {
    const stranger = (): Promise<Received> =>
      logIn(service.url, 'stranger@example.com', 'wrong', { 'x-forwarded-for': '203.0.113.4' });
    for (let time = 0; time < 10; time += 1) expect((await stranger()).status).toBe(401);
    expect((await stranger()).status).toBe(429);
  });

  it('count as from one address where a proxy does not say whose request it was', async () => {
    for (let time = 0; time < 10; time += 1) expect((await tryFrom(`garbage-${time}`)).status).toBe(401);
    expect((await tryFrom('other garbage', owner.password)).status).toBe(429);
    expect((await tryFrom('203.0.113.6', owner.password)).status).toBe(200);
  });

  it('count whatever the case of the email', async () => {
    await failFrom('203.0.113.5', 9);
    const headers = { 'x-forwarded-for': '203.0.113.5' };
    expect((await logIn(service.url, owner.email.toUpperCase(), 'wrong', headers)).status).toBe(401);
    expect((await tryFrom('203.0.113.5')).status).toBe(429);
  });

  it('are counted where they are made all at once', async () => {
    const answers = await Promise.all(Array.from({ length: 25 }, () => tryFrom('203.0.113.6')));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });

  it('are counted for the whole /64 of an IPv6 address, as its holder has all of it', async () => {
    for (let host = 1; host <= 10; host += 1) await failFrom(`2001:db8:1:1::${host.toString(16)}`, 1);
    expect((await tryFrom('2001:db8:1:1:ffff::1')).status).toBe(429);
    expect((await tryFrom('2001:db8:1:2::1', owner.password)).status).toBe(200);
  });

  it('still count after a restart', async () => {
    await failFrom('203.0.113.7', 10);
    const restarted = await startIdentity(database);
    try {
      expect((await tryFrom('203.0.113.7', owner.password, restarted)).status).toBe(429);
    } finally {
      await restarted.stop();
    }
  });

  it('no longer count when the first of them is fifteen minutes old; attempts meanwhile do not prolong it', async () => {
    await failFrom('203.0.113.8', 10);
    expect((await tryFrom('203.0.113.8')).status).toBe(429);
    await database.query(`UPDATE login_failure SET failed_at = failed_at - interval '15 minutes'`);
    expect((await tryFrom('203.0.113.8', owner.password)).status).toBe(200);
  });

  it('are not the only bound: of all accounts together an address tries 120 at once, whatever it sends, and others go on', async () => {
    const garbage = (address: string) => send(service.url, 'POST', '/api/v1/session', { body: {}, headers: { 'x-forwarded-for': address } });
    const statuses: number[] = [];
    for (let time = 0; time < 130; time += 1) statuses.push((await garbage('203.0.113.77')).status);
    expect(statuses.slice(0, 120)).toEqual(Array.from({ length: 120 }, () => 400));
    expect(statuses).toContain(429);
    expect((await tryFrom('203.0.113.78', owner.password)).status).toBe(200);
  });

  it('are forgotten after a log-in', async () => {
    await failFrom('203.0.113.9', 9);
    expect((await tryFrom('203.0.113.9', owner.password)).status).toBe(200);
    await failFrom('203.0.113.9', 9);
    expect((await tryFrom('203.0.113.9', owner.password)).status).toBe(200);
  });

  it('leave nothing behind once they no longer count, and never more than a bounded table', async () => {
    await failFrom('203.0.113.10', 3);
    await database.query(`UPDATE login_failure SET failed_at = now() - interval '1 hour'`);
    await failFrom('203.0.113.11', 1);
    expect(await database.query('SELECT 1 FROM login_failure')).toHaveLength(1);
    await database.query(`SELECT setval(pg_get_serial_sequence('login_failure', 'id'), 1000000)`);
    await failFrom('203.0.113.12', 1);
    expect(await database.query('SELECT 1 FROM login_failure')).toHaveLength(1);
  });
});
