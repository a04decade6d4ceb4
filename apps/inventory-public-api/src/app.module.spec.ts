import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { provisionEmbeddedLog } from '@portcullis/log';
import { PROBES_TOPIC, TOKEN_STATE_TOPIC, USAGE_TOPIC } from '@portcullis/messages';
import { TokenReplica } from '@portcullis/nest-auth';
import { createService } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { createToken } from '@portcullis/token';
import { randomBytes } from 'node:crypto';
import { DataSource } from 'typeorm';
import { API } from './api-description.js';
import { AppModule } from './app.module.js';
import { SERVICE_NAME } from './configuration.js';

const token = createToken('live', (count) => randomBytes(count));

describe('the whole service on an embedded log to which nothing is published', () => {
  let database: TestDatabase;
  let log: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;
  const lines: string[] = [];
  beforeAll(async () => {
    database = await createTestDatabase();
    log = await createTestDatabase();
    const roles = ['postgres'];
    await provisionEmbeddedLog(log.query, [TOKEN_STATE_TOPIC, PROBES_TOPIC, USAGE_TOPIC].map((topic) => ({ topic, writers: roles, readers: roles })));
    const configuration = {
      databaseUrl: database.connectionString,
      log: { kind: 'embedded', connectionString: log.connectionString },
      maxStalenessMs: 2_000,
      environment: 'live',
    } as const;
    app = await createService({
      module: AppModule.of(configuration),
      name: SERVICE_NAME,
      api: API,
      logDestination: { write: (line: string) => void lines.push(line) },
    });
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
  });
  afterAll(async () => {
    await database.drop();
    await log.drop();
  });

  const status = async (path: string, authorization?: string) =>
    (await fetch(url + path, { headers: authorization === undefined ? {} : { authorization } })).status;

  it('lives, tells that it is stale, and is not ready before it was fresh once', async () => {
    const health = (await (await fetch(`${url}/health`)).json()) as object;
    expect(health).toMatchObject({ status: 'stale', parts: { database: { status: 'ok' }, replica: { status: 'stale', service: SERVICE_NAME, fresh: false } } });
    expect(await status('/health/live')).toBe(200);
    expect(await status('/health/ready')).toBe(503);
  });

  it('answers a well-formed token with 503, a malformed one with 401 and none with 401', async () => {
    expect(await status('/public/v1/items', `Bearer ${token}`)).toBe(503);
    expect(await status('/public/v1/items', 'Bearer pcl_live_nonsense')).toBe(401);
    expect(await status('/public/v1/items')).toBe(401);
  });

  it('is open to anybody at / alone', async () => {
    expect(await status('/')).toBe(200);
    expect(await status('/public/v1')).toBe(404);
  });

  it('probes under its own name; at its end it serves no more, then says goodbye, then leaves the database', async () => {
    const probes = async () =>
      (await log.query<{ value: Buffer }>(`SELECT value FROM portcullis_log.record JOIN portcullis_log.topic ON topic.id = topic_id WHERE name = $1 ORDER BY "offset"`, [PROBES_TOPIC.name])).map(
        ({ value }) => JSON.parse(value.toString()) as { service: string; phase: string },
      );
    await eventually(async () => {
      expect(await probes()).toContainEqual(expect.objectContaining({ service: SERVICE_NAME, phase: 'serving' }));
    });
    const goodbye = jest.spyOn(TokenReplica.prototype, 'stop').mockImplementationOnce(async function (this: TokenReplica) {
      await expect(status('/health')).rejects.toThrow();
      await this.stop();
    });
    const leave = jest.spyOn(DataSource.prototype, 'destroy');
    await app.close();
    expect(goodbye.mock.invocationCallOrder.at(-1)).toBeLessThan(leave.mock.invocationCallOrder[0] ?? 0);
    expect((await probes()).at(-1)).toMatchObject({ service: SERVICE_NAME, phase: 'goodbye' });
    await eventually(async () => {
      expect(await connectionsTo(database)).toBe(0);
    });
  });

  it('wrote neither tokens nor passwords to its log', () => {
    expect(lines.length).toBeGreaterThan(0);
    const password = new URL(database.connectionString).password;
    expect(lines.filter((line) => line.includes(token) || line.includes(password))).toEqual([]);
  });
});

async function connectionsTo(database: TestDatabase): Promise<number> {
  const [row] = await database.query<{ count: string }>(
    `SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND application_name = $1`,
    [SERVICE_NAME],
  );
  return Number(row?.count);
}
