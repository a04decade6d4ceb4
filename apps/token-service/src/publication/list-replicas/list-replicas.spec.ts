import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import { createService, systemClock } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { TokenReplica } from '@portcullis/token-replica';
import { AppModule } from '../../app.module.js';
import { SERVICE_NAME } from '../../configuration.js';
import { evidenceFiles } from '../../evidence/evidence-files.spec-kit.js';
import { cookieOf, logIn, type Received, send } from '../../identity/http-client.spec-kit.js';
import { newOwner } from '../../identity/people.spec-kit.js';
import { readCookies } from '../../identity/sessions/read-cookies.js';
import type { Replica } from './replica.js';

const SERVICE = 'inventory-public-api';
const BOUND_MS = 20_000;
const nobody = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
const observer = {
  tokenNotUnderstood: () => undefined,
  everyTokenUnderstood: () => undefined,
  digestDiffers: () => undefined,
  digestUnhealed: () => undefined,
  digestAgreesAgain: () => undefined,
  storeChanged: () => undefined,
};

let database: TestDatabase;
let logDatabase: TestDatabase;
let log: Log;
let instances: readonly NestFastifyApplication[];
let headers: Record<string, string>;
let replicas: TokenReplica[] = [];

beforeAll(async () => {
  database = await createTestDatabase();
  logDatabase = await createTestDatabase();
  const { username } = new URL(logDatabase.connectionString);
  await logDatabase.transaction((query) => provisionEmbeddedLog(query, TOPICS.map((topic) => ({ topic, writers: [username], readers: [username] }))));
  // One after the other: the first makes the schema and the topics.
  instances = [await startInstance(), await startInstance()];
  log = await openLog({ kind: 'embedded', connectionString: logDatabase.connectionString }, nobody);
  const owner = await newOwner(database);
  headers = { cookie: cookieOf(await logIn(await urlOf(0), owner.email, owner.password)) };
});
afterEach(async () => {
  await Promise.all(replicas.map((replica) => replica.stop()));
  replicas = [];
});
afterAll(async () => {
  await Promise.all(instances.map((instance) => instance.close()));
  await log.close();
  await Promise.all([database.drop(), logDatabase.drop()]);
});

async function startInstance(): Promise<NestFastifyApplication> {
  const module = AppModule.of({
    databaseUrl: database.connectionString,
    log: { kind: 'embedded', connectionString: logDatabase.connectionString },
    publicOrigins: [],
    confirmWaitMs: 2_000,
    usageEventMs: 60_000,
    environment: 'live',
    evidence: evidenceFiles(),
    services: [SERVICE],
  });
  const app = await createService({ module, name: SERVICE_NAME, logLevel: 'silent', configure: readCookies });
  await app.listen(0, '127.0.0.1');
  return app;
}

async function urlOf(instance: number): Promise<string> {
  return (await instances[instance]?.getUrl()) ?? '';
}

async function startReplica(): Promise<TokenReplica> {
  const replica = new TokenReplica({ log, service: SERVICE, environment: 'live', maxStalenessMs: BOUND_MS, clock: systemClock, logger: nobody, observer });
  replicas.push(replica);
  await replica.start();
  await eventually(() => replica.status().fresh, { timeoutMs: 10_000 });
  return replica;
}

const list = async (instance: number, query = '', as = headers): Promise<Received> => send(await urlOf(instance), 'GET', `/api/v1/replicas${query}`, { headers: as });
const dataOf = ({ json }: Received): readonly Replica[] => json?.['data'] as readonly Replica[];
const shown = async (instance: number, { boot }: { boot: string }): Promise<Replica | undefined> => dataOf(await list(instance)).find((one) => one.boot === boot);

describe('the list of replicas', () => {
  it('tells of each how fresh it is, what it holds and how far it came; at any instance, leader or not', async () => {
    const [one, other] = [await startReplica(), await startReplica()].map((replica) => replica.status());
    for (const instance of [0, 1]) {
      for (const { boot } of [one, other].filter((status) => status !== undefined)) {
        await eventually(async () => {
          expect(await shown(instance, { boot })).toMatchObject({
            object: 'replica', service: SERVICE, boot, status: 'serving', boundMs: BOUND_MS, fresh: true, lag: 0, digest: 'agrees',
            appliedPosition: expect.any(Number) as unknown, ageMs: expect.any(Number) as unknown, lastHeardMs: expect.any(Number) as unknown,
          });
        });
      }
    }
  });

  it('follows what is committed', async () => {
    const { boot } = (await startReplica()).status();
    const issued = await send(await urlOf(0), 'POST', '/api/v1/api-keys', { headers, body: { name: 'Till', scopes: ['items:read'] } });
    const { position } = issued.json?.['receipt'] as { position: number };
    expect((await shown(0, { boot }))?.appliedPosition).toBeGreaterThanOrEqual(position);
  });

  it('says that a replica is gone as soon as it said goodbye', async () => {
    const replica = await startReplica();
    const { boot } = replica.status();
    await replica.stop();
    await eventually(async () => {
      for (const instance of [0, 1]) expect(await shown(instance, { boot })).toMatchObject({ status: 'gone', fresh: false });
    });
  });

  it('comes in pages', async () => {
    await Promise.all([startReplica(), startReplica()]);
    await eventually(async () => {
      expect(dataOf(await list(0)).filter(({ status }) => status === 'serving').length).toBeGreaterThanOrEqual(2);
    });
    const all = dataOf(await list(0)).map(({ boot }) => boot);
    const first = await list(0, '?limit=1');
    const second = await list(0, `?limit=100&cursor=${String(first.json?.['nextCursor'])}`);
    expect([...dataOf(first), ...dataOf(second)].map(({ boot }) => boot)).toEqual(all);
    expect(second.json?.['nextCursor']).toBeNull();
    expect(await list(0, '?limit=0')).toMatchObject({ status: 400, json: { code: 'validation_failed' } });
  });

  it('is for a session, or a token with api_token:manage', async () => {
    expect(await list(0, '', {})).toMatchObject({ status: 401 });
    const statuses = await Promise.all(
      ['items:read', 'api_token:manage'].map(async (scope) => {
        const issued = await send(await urlOf(0), 'POST', '/api/v1/api-keys', { headers, body: { name: 'Asks', scopes: [scope] } });
        return (await list(0, '', { authorization: `Bearer ${String(issued.json?.['token'])}` })).status;
      }),
    );
    expect(statuses).toEqual([403, 200]);
  });

  it('stands in /health of every instance too', async () => {
    const { boot } = (await startReplica()).status();
    for (const instance of [0, 1]) {
      await eventually(async () => {
        const { json } = await send(await urlOf(instance), 'GET', '/health');
        const replica = expect.objectContaining({ boot, service: SERVICE, status: 'serving', fresh: true, boundMs: BOUND_MS, digest: 'agrees' }) as unknown;
        expect(json).toMatchObject({ parts: { replicas: { status: 'ok', replicas: expect.arrayContaining([replica]) as unknown } } });
      });
    }
  });
});
