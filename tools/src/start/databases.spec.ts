import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { loadRecord } from '../installation/record.js';
import { type RunningPostgres, startPostgres } from '../postgres/index.js';
import { type DatabaseUrls, prepareDatabases } from './databases.js';

let folder: string;
let postgres: RunningPostgres;
let urls: DatabaseUrls;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'portcullis-databases-'));
  chmodSync(folder, 0o711);
  postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), mode: 'throwaway', deleteOnStop: true });
  const record = loadRecord(join(folder, 'installation.json'));
  await prepareDatabases(postgres, record, 'embedded');
  // A second start finds everything there.
  urls = await prepareDatabases(postgres, record, 'embedded');
}, 60_000);
afterAll(async () => {
  await postgres.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function run(url: string, sql: string): Promise<unknown> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows;
  } finally {
    await client.end();
  }
}

function withDatabase(url: string, database: string): string {
  return url.replace(/[^/]+$/, database);
}

describe('the databases of npm start', () => {
  it('let each service make its own tables in its own database', async () => {
    for (const url of [urls.tokenService, urls.inventory]) {
      expect(await run(url, 'create table own (id integer)')).toEqual([]);
    }
  });

  it.each(['token_service', 'postgres'])('keep inventory out of %s', async (database) => {
    await expect(run(withDatabase(urls.inventory, database), 'select 1')).rejects.toThrow(/permission denied for database/);
  });

  it('keep token-service out of inventory', async () => {
    await expect(run(withDatabase(urls.tokenService, 'inventory'), 'select 1')).rejects.toThrow(/permission denied for database/);
  });

  it('let both reach the log, and neither own it', async () => {
    for (const url of [urls.log?.tokenService, urls.log?.inventory]) {
      expect(await run(url ?? '', 'select current_database() as name')).toEqual([{ name: 'portcullis_log' }]);
      await expect(run(url ?? '', 'create table stray (id integer)')).rejects.toThrow(/permission denied/);
    }
  });

  it('are the same on Kafka, but for the log', async () => {
    const onKafka = await prepareDatabases(postgres, loadRecord(join(folder, 'installation.json')), 'kafka');
    expect(onKafka).toEqual({ tokenService: urls.tokenService, inventory: urls.inventory });
  });
});
