import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { provisionEmbeddedLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import { createService } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { API } from './api-description.js';
import { AppModule } from './app.module.js';
import { type Configuration, SERVICE_NAME } from './configuration.js';
import { evidenceFiles } from './evidence/evidence-files.spec-kit.js';
import { compareWithDocument, cookieOf, logIn, type Received, send, type Sent } from './identity/http-client.spec-kit.js';
import { newOwner, type Person } from './identity/people.spec-kit.js';
import { readCookies } from './identity/sessions/read-cookies.js';

const ORIGIN = 'http://console.test:4100';

describe('token-service', () => {
  let database: TestDatabase;
  let logDatabase: TestDatabase;
  let app: NestFastifyApplication;
  let url: string;
  let owner: Person;

  beforeAll(async () => {
    database = await createTestDatabase();
    logDatabase = await createTestDatabase();
    const { username } = new URL(logDatabase.connectionString);
    const grants = TOPICS.map((topic) => ({ topic, writers: [username], readers: [username] }));
    await logDatabase.transaction((query) => provisionEmbeddedLog(query, grants));
    app = await startService({});
    await app.listen(0, '127.0.0.1');
    url = await app.getUrl();
    await compareWithDocument(url);
    owner = await newOwner(database);
  });
  afterAll(async () => {
    await app.close();
    await Promise.all([database.drop(), logDatabase.drop()]);
  });

  function startService(changes: Partial<Configuration>): Promise<NestFastifyApplication> {
    const configuration: Configuration = {
      databaseUrl: database.connectionString,
      log: { kind: 'embedded', connectionString: logDatabase.connectionString },
      publicOrigins: [ORIGIN],
      confirmWaitMs: 2_000,
      usageEventMs: 60_000,
      environment: 'live',
      evidence: evidenceFiles(),
      services: ['inventory-public-api'],
      ...changes,
    };
    const module = AppModule.of(configuration);
    return createService({ module, name: SERVICE_NAME, api: API, logLevel: 'silent', configure: readCookies });
  }
  const request = (method: string, path: string, sent: Sent = {}): Promise<Received> => send(url, method, path, sent);

  it('shows the console, or a plain page, at its address', async () => {
    const page = await request('GET', '/');
    expect(page.status).toBe(200);
    expect(page.headers.get('content-type')).toBe('text/html; charset=utf-8');
    expect(page.headers.get('content-security-policy')).toMatch(/^default-src 'none'; .*frame-ancestors 'none'$/);
    expect(page.headers.get('x-content-type-options')).toBe('nosniff');
    expect(page.text).toContain('<title>Portcullis');
    expect((await request('HEAD', '/')).status).toBe(200);
    expect((await request('POST', '/')).status).toBe(405);
  });

  it('is ready, and says that its database is well', async () => {
    expect((await request('GET', '/health/ready')).status).toBe(200);
    const health = await request('GET', '/health');
    expect(health.json).toMatchObject({ parts: { database: { status: 'ok' } } });
  });

  it('serves a token with api_token:manage as it serves the session that issued it, but never both at once', async () => {
    const cookie = cookieOf(await logIn(url, owner.email, owner.password));
    const body = { name: 'Console test', scopes: ['api_token:manage'] };
    const issued = await request('POST', '/api/v1/api-keys', { headers: { cookie }, body });
    expect(issued.status).toBe(201);
    expect(issued.headers.get('cache-control')).toBe('no-store');
    const authorization = `Bearer ${String(issued.json?.['token'])}`;
    expect((await request('GET', '/api/v1/api-keys', { headers: { cookie } })).status).toBe(200);
    expect((await request('GET', '/api/v1/api-keys', { headers: { authorization } })).status).toBe(200);
    const both = await request('GET', '/api/v1/api-keys', { headers: { cookie, authorization } });
    expect(both.status).toBe(400);
    expect(both.json).toMatchObject({ code: 'invalid_request' });
  });

  it('refuses a change that a page of another origin asks for in a session', async () => {
    const cookie = cookieOf(await logIn(url, owner.email, owner.password));
    const body = { name: 'By another site', scopes: ['items:read'] };
    const headers = { cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' };
    expect((await request('POST', '/api/v1/api-keys', { headers, body })).status).toBe(403);
    const list = await request('GET', '/api/v1/api-keys', { headers: { cookie } });
    expect(list.text).not.toContain('By another site');
  });

  it('does not start on a database that is not there, and says so in one line', async () => {
    const absent = new URL(database.connectionString);
    absent.pathname = '/no_such_database';
    const starting = startService({ databaseUrl: absent.href });
    await expect(starting).rejects.toThrow('The database cannot be used: database "no_such_database" does not exist');
  });

  it('stops when it is told to, and leaves no connection to its database behind', async () => {
    const own = await createTestDatabase();
    const other = await startService({ databaseUrl: own.connectionString });
    const name = new URL(own.connectionString).pathname.slice(1);
    const connected = (): Promise<object[]> => database.query('SELECT 1 FROM pg_stat_activity WHERE datname = $1', [name]);
    expect((await connected()).length).toBeGreaterThan(0);
    await other.close();
    await eventually(async () => (await connected()).length === 0);
    await own.drop();
  });
});
