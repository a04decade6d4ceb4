import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { cookieOf, logIn, send, whoAmI } from '../http-client.spec-kit.js';
import { GOOD_BEARER, type IdentityService, OWN_ORIGIN, startIdentity } from '../identity-service.spec-kit.js';
import { newMember, newOwner, type Person } from '../people.spec-kit.js';

describe('who a request acts as', () => {
  let database: TestDatabase;
  let service: IdentityService;
  let owner: Person;
  const bearer = { authorization: `Bearer ${GOOD_BEARER}` };
  const sessionOf = async (person: Person): Promise<string> =>
    cookieOf(await logIn(service.url, person.email, person.password));

  beforeAll(async () => {
    database = await createTestDatabase();
    service = await startIdentity(database);
    owner = await newOwner(database);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('is the user of a session, with all that an owner may grant', async () => {
    const answer = await send(service.url, 'GET', '/gated/tokens', { headers: { cookie: await sessionOf(owner) } });
    expect(answer.json).toMatchObject({
      via: 'session',
      workspaceId: owner.workspaceId,
      userId: owner.id,
      email: owner.email,
      role: 'owner',
      grantable: expect.arrayContaining(['api_token:manage', 'audit:read', 'items:delete']),
      actor: { type: 'user', id: owner.id },
    });
  });

  it('is the token of a bearer, with what the token itself may do', async () => {
    const answer = await send(service.url, 'GET', '/gated/tokens', { headers: bearer });
    expect(answer.json).toEqual({
      via: 'bearer',
      workspaceId: 'wsp_of_token',
      tokenId: 'tok_good',
      kind: 'user',
      userId: 'usr_issuer',
      secretExpiresAt: null,
      expiresAt: null,
      allowedIps: [],
      grantable: ['api_token:manage', 'items:read'],
      actor: { type: 'token', id: 'tok_good' },
    });
  });

  it('is nobody without a credential', async () => {
    const answer = await whoAmI(service.url);
    expect(answer.status).toBe(401);
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="portcullis"');
  });

  it.each([
    ['portcullis_session='],
    ['portcullis_session=x'],
    [`portcullis_session=${'A'.repeat(43)}`],
    [`portcullis_session=${'A'.repeat(4_000)}`],
    ['portcullis_session=%00%ff'],
    ["portcullis_session=' OR true --"],
  ])('is nobody with the made-up cookie %.60s', async (cookie) => {
    const answer = await whoAmI(service.url, { cookie });
    expect(answer.status).toBe(401);
    expect(answer.json).toMatchObject({ code: 'unauthenticated', message: 'Unauthenticated.' });
  });

  it('is undecided with a cookie and a bearer at once, whichever of them is good', async () => {
    for (const cookie of [await sessionOf(owner), 'portcullis_session=x']) {
      for (const authorization of [bearer.authorization, 'Bearer bad']) {
        const answer = await whoAmI(service.url, { cookie, authorization });
        expect(answer.status).toBe(400);
        expect(answer.json).toMatchObject({ code: 'invalid_request' });
        expect(answer.headers.get('www-authenticate')).toContain('error="invalid_request"');
      }
    }
  });

  it.each([
    ['two hours without use', `last_seen_at = now() - interval '2 hours'`],
    ['twelve hours from the log-in', 'expires_at = now()'],
  ])('is nobody after %s', async (_when, change) => {
    const cookie = await sessionOf(owner);
    await database.query(`UPDATE session SET ${change}`);
    expect((await whoAmI(service.url, { cookie })).status).toBe(401);
  });

  it('stays the user for as long as the session is used', async () => {
    const cookie = await sessionOf(owner);
    await database.query(`UPDATE session SET last_seen_at = now() - interval '119 minutes'`);
    expect((await whoAmI(service.url, { cookie })).status).toBe(200);
    const seen = await database.query(`SELECT 1 FROM session WHERE last_seen_at > now() - interval '1 minute'`);
    expect(seen).toHaveLength(1);
  });

  it('is nobody once the user is suspended', async () => {
    const other = await newOwner(database);
    const cookie = await sessionOf(other);
    await database.query(`UPDATE app_user SET status = 'suspended' WHERE id = $1`, [other.id]);
    expect((await whoAmI(service.url, { cookie })).status).toBe(401);
  });

  it.each(['auditor', 'member'] as const)('is a %s who may not do what the role does not hold', async (role) => {
    const cookie = await sessionOf(await newMember(database, owner, role));
    expect((await whoAmI(service.url, { cookie })).json).toMatchObject({ user: { role } });
    const refused = await send(service.url, 'GET', '/gated/tokens', { headers: { cookie } });
    expect(refused.status).toBe(403);
    expect(refused.json).toMatchObject({ code: 'role_not_sufficient', message: 'This action is unauthorized.' });
    expect(refused.headers.get('www-authenticate')).toBeNull();
  });

  it('may change something from our own origin or without one, and only look from another', async () => {
    const cookie = await sessionOf(owner);
    const change = async (headers: Record<string, string>): Promise<number> =>
      (await send(service.url, 'POST', '/gated/tokens', { headers: { cookie, ...headers } })).status;
    expect(await change({})).toBe(201);
    expect(await change({ origin: OWN_ORIGIN })).toBe(201);
    expect(await change({ 'sec-fetch-site': 'same-origin' })).toBe(201);
    expect(await change({ 'sec-fetch-site': 'none' })).toBe(403);
    expect(await change({ origin: 'http://console.test:4101' })).toBe(403);
    expect(await change({ origin: OWN_ORIGIN, 'sec-fetch-site': 'cross-site' })).toBe(403);
    const look = await whoAmI(service.url, { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' });
    expect(look.status).toBe(200);
    expect(look.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('may change something with a bearer from any origin: no browser adds one by itself', async () => {
    const headers = { ...bearer, origin: 'https://app.example' };
    expect((await send(service.url, 'POST', '/gated/tokens', { headers })).status).toBe(201);
  });
});
