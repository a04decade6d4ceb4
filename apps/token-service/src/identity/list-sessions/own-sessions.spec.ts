import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { comparable, cookieOf, logIn, type Received, send, whoAmI } from '../http-client.spec-kit.js';
import { GOOD_BEARER, type IdentityService, startIdentity } from '../identity-service.spec-kit.js';
import { newMember, newOwner, type Person } from '../people.spec-kit.js';

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

interface Listed {
  readonly id: string;
  readonly current: boolean;
  readonly userAgent: string | null;
  readonly address: string | null;
  readonly expiresAt: string;
}

const sessionOf = async ({ email, password }: Person, userAgent = 'a browser'): Promise<Record<string, string>> => ({
  cookie: cookieOf(await logIn(service.url, email, password, { 'user-agent': userAgent })),
});
const list = async (headers: Record<string, string>, query = ''): Promise<{ data: Listed[]; nextCursor: string | null }> =>
  JSON.parse((await send(service.url, 'GET', `/api/v1/sessions${query}`, { headers })).text) as { data: Listed[]; nextCursor: string | null };
const end = (headers: Record<string, string>, id: string): Promise<Received> => send(service.url, 'DELETE', `/api/v1/sessions/${id}`, { headers });

describe('one’s own sessions', () => {
  it('are listed, each with where it came from, and nobody else’s are', async () => {
    const person = await newOwner(database);
    await sessionOf(await newMember(database, person, 'admin'));
    const mine = await sessionOf(person, 'the laptop');
    await sessionOf(person, 'the phone');
    const { data } = await list(mine);
    expect(data).toHaveLength(2);
    expect(data.find(({ current }) => current)).toMatchObject({ userAgent: 'the laptop', address: '127.0.0.1', id: expect.stringMatching(/^ses_[0-9a-f]{32}$/) });
    expect(data.find(({ current }) => !current)).toMatchObject({ userAgent: 'the phone' });
    for (const { expiresAt } of data) expect(Date.parse(expiresAt) - Date.now()).toBeLessThanOrEqual(2 * 3_600_000);
  });

  it('come page by page, without those that have ended by themselves', async () => {
    const person = await newOwner(database);
    const mine = await sessionOf(person);
    for (let time = 0; time < 3; time += 1) await sessionOf(person);
    const [{ id: stale } = { id: '' }] = (await list(mine)).data.filter(({ current }) => !current);
    await database.query(`UPDATE session SET last_seen_at = now() - interval '3 hours' WHERE id = $1`, [stale]);
    const first = await list(mine, '?limit=2');
    const second = await list(mine, `?limit=2&cursor=${first.nextCursor ?? ''}`);
    expect([...first.data, ...second.data].map(({ id }) => id)).not.toContain(stale);
    expect([first.data.length, second.data.length, second.nextCursor]).toEqual([2, 1, null]);
  });

  it('end one by one: a copy of the cookie opens nothing any more', async () => {
    const person = await newOwner(database);
    const [mine, lost] = [await sessionOf(person), await sessionOf(person)];
    const [{ id } = { id: '' }] = (await list(mine)).data.filter(({ current }) => !current);
    expect((await end(mine, id)).status).toBe(204);
    expect((await whoAmI(service.url, lost)).status).toBe(401);
    expect((await whoAmI(service.url, mine)).status).toBe(200);
    expect((await end(mine, id)).status).toBe(404);
  });

  it('are all that a person can end: another’s is as one that never was, even to an owner', async () => {
    const owner = await newOwner(database);
    const [mine, theirs] = [await sessionOf(owner), await sessionOf(await newMember(database, owner, 'member'))];
    const [{ id } = { id: '' }] = (await list(theirs)).data;
    const answer = await end(mine, id);
    expect(answer.status).toBe(404);
    expect(comparable(await end(mine, `ses_${'0'.repeat(32)}`))).toEqual(comparable(answer));
    expect((await whoAmI(service.url, theirs)).status).toBe(200);
  });

  it('are neither shown to a token nor ended by one, nor by another origin’s page', async () => {
    const mine = await sessionOf(await newOwner(database));
    const [{ id } = { id: '' }] = (await list(mine)).data;
    const bearer = { authorization: `Bearer ${GOOD_BEARER}` };
    expect(await send(service.url, 'GET', '/api/v1/sessions', { headers: bearer })).toMatchObject({ status: 403, json: { code: 'session_required' } });
    expect(await end(bearer, id)).toMatchObject({ status: 403, json: { code: 'session_required' } });
    expect(await end({ ...mine, origin: 'https://evil.example' }, id)).toMatchObject({ status: 403, json: { code: 'foreign_origin' } });
    expect((await whoAmI(service.url, mine)).status).toBe(200);
  });

  it('of somebody who is suspended open nothing from that moment', async () => {
    const person = await newOwner(database);
    const mine = await sessionOf(person);
    await database.query(`UPDATE app_user SET status = 'suspended' WHERE id = $1`, [person.id]);
    expect((await whoAmI(service.url, mine)).status).toBe(401);
  });
});
