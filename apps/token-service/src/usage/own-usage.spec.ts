import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from '@jest/globals';
import { type ServiceLog, systemClock } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { DataSource } from 'typeorm';
import type { Configuration } from '../configuration.js';
import { bearer, startTokens, type TokenService } from '../tokens/token-service.spec-kit.js';
import { OwnUsage } from './own-usage.js';

let database: TestDatabase;
let service: TokenService;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  service = await startTokens(database);
});
afterEach(() => service.stop());
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

it('a call that is served while the process stops is counted as well', async () => {
  const owner = await service.owner();
  const { token, apiToken } = await service.issue(owner.headers, { scopes: ['api_token:manage'] });
  const { hostname, port } = new URL(service.url);
  const client = connect(Number(port), hostname);
  await once(client, 'connect');
  const head = ['POST /api/v1/api-keys HTTP/1.1', `Host: ${hostname}`, `Authorization: Bearer ${token}`, 'Content-Type: application/json', 'Content-Length: 2', 'Expect: 100-continue'];
  client.write(`${head.join('\r\n')}\r\n\r\n`);
  const [goOn] = (await once(client, 'data')) as [Buffer];
  expect(goOn.toString('latin1')).toMatch(/^HTTP\/1\.1 100 /);
  const stopping = service.stop();
  await eventually(() => expect(fetch(service.url)).rejects.toThrow());
  client.write('{}');
  const [answer] = (await once(client, 'data')) as [Buffer];
  expect(answer.toString('latin1')).toMatch(/^HTTP\/1\.1 400 /);
  client.destroy();
  await stopping;
  expect(await counted(apiToken.id)).toEqual([{ service: 'token-service', counted: 1, refused_scope: 0 }]);
});

it('all detail that waits is written with the end of the process, however much the database was away', async () => {
  const { apiToken } = await service.issue((await service.owner()).headers, { scopes: ['api_token:manage'] });
  const source = await new DataSource({ type: 'postgres', url: database.connectionString }).initialize();
  const unlogged = { warn: () => undefined } as unknown as ServiceLog;
  const own = new OwnUsage(source.manager, { usageEventMs: 60_000 } as Configuration, systemClock, unlogged);
  for (let client = 0; client < 1_200; client += 1) own.accepted(apiToken.id, { address: `198.18.${client >> 8}.${client & 255}`, route: 0 });
  await own.onApplicationShutdown();
  await source.destroy();
  expect(await database.query('SELECT sum(calls)::int AS calls FROM usage_cell WHERE token_id = $1', [apiToken.id])).toEqual([{ calls: 1_200 }]);
});
