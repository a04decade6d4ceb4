import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { provisionEmbeddedLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import { createService } from '@portcullis/service-kit';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { API } from './api-description.js';
import { AppModule } from './app.module.js';
import { SERVICE_NAME } from './configuration.js';
import { evidenceFiles } from './evidence/evidence-files.spec-kit.js';
import { readCookies } from './identity/sessions/read-cookies.js';

const CLIENT = new URL('../../../libs/management-client/', import.meta.url);
const GENERATOR = fileURLToPath(new URL('generate.mjs', CLIENT));
const GENERATED = new URL('src/generated/token-service.ts', CLIENT);

let database: TestDatabase;
let logDatabase: TestDatabase;
let app: NestFastifyApplication;
let generated: string;

beforeAll(async () => {
  [database, logDatabase] = await Promise.all([createTestDatabase(), createTestDatabase()]);
  const { username } = new URL(logDatabase.connectionString);
  const grants = TOPICS.map((topic) => ({ topic, writers: [username], readers: [username] }));
  await logDatabase.transaction((query) => provisionEmbeddedLog(query, grants));
  app = await startService();
  const document = await (await fetch(`${await app.getUrl()}/docs/openapi.json`)).text();
  // A process of its own: the generator needs packages that are the library's, not this app's.
  generated = execFileSync(process.execPath, [GENERATOR], { input: document, encoding: 'utf8' });
  // `npm run -s openapi` says so; nothing else writes the file.
  if (process.env['WRITE_MANAGEMENT_CLIENT'] === '1') writeFileSync(GENERATED, generated);
});
afterAll(async () => {
  await app.close();
  await Promise.all([database.drop(), logDatabase.drop()]);
});

async function startService(): Promise<NestFastifyApplication> {
  const module = AppModule.of({
    databaseUrl: database.connectionString,
    log: { kind: 'embedded', connectionString: logDatabase.connectionString },
    publicOrigins: [],
    confirmWaitMs: 0,
    usageEventMs: 60_000,
    environment: 'live',
    evidence: evidenceFiles(),
    services: [],
  });
  const service = await createService({ module, name: SERVICE_NAME, api: API, logLevel: 'silent', configure: readCookies });
  await service.listen(0, '127.0.0.1');
  return service;
}

describe('the types of the management client', () => {
  it('are those of the document that is served; where this fails, run `npm run -s openapi`', () => {
    expect(readFileSync(GENERATED, 'utf8')).toBe(generated);
  });
});
