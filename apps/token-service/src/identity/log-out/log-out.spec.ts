import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { cookieOf, logIn, logOut, whoAmI } from '../http-client.spec-kit.js';
import { GOOD_BEARER, type IdentityService, OWN_ORIGIN, startIdentity } from '../identity-service.spec-kit.js';
import { newOwner, type Person } from '../people.spec-kit.js';

describe('a log-out', () => {
  let database: TestDatabase;
  let service: IdentityService;
  let owner: Person;
  const newSession = async (): Promise<string> => cookieOf(await logIn(service.url, owner.email, owner.password));

  beforeAll(async () => {
    database = await createTestDatabase();
    service = await startIdentity(database);
    owner = await newOwner(database);
  });
  afterAll(async () => {
    await service.stop();
    await database.drop();
  });

  it('ends the session on the server: a copy of its cookie opens nothing any more', async () => {
    const [cookie, other] = [await newSession(), await newSession()];
    const answer = await logOut(service.url, { cookie });
    expect(answer.status).toBe(204);
    expect(answer.text).toBe('');
    expect(answer.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^portcullis_session=; .*Path=\/; Expires=Thu, 01 Jan 1970 00:00:00 GMT/),
    ]);
    expect((await whoAmI(service.url, { cookie })).status).toBe(401);
    expect((await logOut(service.url, { cookie })).status).toBe(401);
    expect((await whoAmI(service.url, { cookie: other })).status).toBe(200);
  });

  it.each([[{ origin: 'https://evil.example' }], [{ 'sec-fetch-site': 'same-site' }]])(
    'that a page of another origin asks for (%j) does not happen',
    async (headers) => {
      const cookie = await newSession();
      expect((await logOut(service.url, { cookie, ...headers })).status).toBe(403);
      expect((await whoAmI(service.url, { cookie })).status).toBe(200);
    },
  );

  it('from the console is served', async () => {
    const headers = { cookie: await newSession(), origin: OWN_ORIGIN, 'sec-fetch-site': 'same-origin' };
    expect((await logOut(service.url, headers)).status).toBe(204);
  });

  it('without a session is 401', async () => {
    expect((await logOut(service.url)).status).toBe(401);
  });

  it('is nothing a token can do', async () => {
    const answer = await logOut(service.url, { authorization: `Bearer ${GOOD_BEARER}` });
    expect(answer.status).toBe(403);
    expect(answer.json).toMatchObject({ code: 'session_required' });
  });
});
