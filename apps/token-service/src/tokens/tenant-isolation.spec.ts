import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { comparable } from '../identity/http-client.spec-kit.js';
import { bearer, type IssuedAnswer, type LoggedIn, startTokens, type TokenService } from './token-service.spec-kit.js';

let database: TestDatabase;
let service: TokenService;
let owner: LoggedIn;
let theirs: IssuedAnswer;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
  owner = await service.owner();
  theirs = await service.issue((await service.owner()).headers, { name: 'theirs', scopes: ['api_token:manage', 'items:read'] });
});
afterAll(async () => {
  await service.stop();
  await database.drop();
});

/** Every route that names a thing of a workspace, with one of another workspace and with one that never was. */
const ofToken = (method: string, below = '', body?: object) =>
  [method, () => `/api/v1/api-keys/${theirs.apiToken.id}${below}`, `/api/v1/api-keys/tok_0000000000000000000000${below}`, body] as const;

const routes: readonly (readonly [method: string, theirs: () => string, nobodys: string, body: object | undefined])[] = [
  ofToken('GET'),
  ofToken('GET', '/secrets'),
  ofToken('GET', '/events'),
  ofToken('PATCH', '', { name: 'ours now' }),
  // What is so already, and what would be refused of a token that is there.
  ofToken('PATCH', '', {}),
  ofToken('PATCH', '', { scopes: ['instance:manage'] }),
  ofToken('POST', '/rotate'),
  ofToken('POST', '/disable'),
  ofToken('POST', '/enable'),
  ofToken('DELETE'),
  ['GET', () => `/api/v1/receipts/${theirs.receipt.position}`, '/api/v1/receipts/999999', undefined],
];

describe('no workspace', () => {
  it.each(routes)('can tell by %s %s whether another has it', async (method, path, nobodys, body) => {
    const { token } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
    for (const headers of [owner.headers, bearer(token)]) {
      const sent = { headers, ...(body && { body }) };
      const answer = await service.request(method, path(), sent);
      expect(answer.status).toBe(404);
      expect(comparable(answer)).toEqual(comparable(await service.request(method, nobodys, sent)));
    }
  });

  it('sees another’s tokens in its list', async () => {
    const { text } = await service.request('GET', '/api/v1/api-keys', { headers: owner.headers });
    expect(text).not.toContain(theirs.apiToken.id);
  });

  it('changed anything of the other’s by all this', async () => {
    const { json } = await service.request('GET', `/api/v1/api-keys/${theirs.apiToken.id}`, { headers: bearer(theirs.token) });
    expect(json).toEqual(theirs.apiToken);
  });
});
