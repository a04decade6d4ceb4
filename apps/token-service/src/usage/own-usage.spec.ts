import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { bearer, startTokens, type TokenService } from '../tokens/token-service.spec-kit.js';

let database: TestDatabase;
let service: TokenService;
beforeAll(async () => {
  database = await createTestDatabase();
  service = await startTokens(database);
});
afterAll(() => database.drop());

async function counted(tokenId: string): Promise<unknown> {
  return database.query('SELECT service, counted::int, refused_scope::int FROM usage_counter WHERE token_id = $1', [tokenId]);
}

it('a call of this service with a token is shown as its last use, within two seconds or with the end of the process', async () => {
  const owner = await service.owner();
  const { token, apiToken } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
  const call = () => service.request('GET', '/api/v1/api-keys', { headers: bearer(token) });
  const before = new Date().toISOString();
  await call();
  await eventually(
    async () => {
      const { json } = await service.request('GET', `/api/v1/api-keys/${apiToken.id}`, { headers: owner.headers });
      expect(String(json?.['lastUsedAt']) >= before).toBe(true);
      expect(json?.['lastUsedAt']).not.toBeNull();
    },
    { timeoutMs: 2_000 },
  );
  await call();
  await service.stop();
  expect(await counted(apiToken.id)).toEqual([{ service: 'token-service', counted: 2, refused_scope: 0 }]);
});
