import { readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startPostgres } from '@portcullis/tools';
import { Client } from 'pg';

/**
 * The server that this process's suites share: the one of the whole run where `PORTCULLIS_TEST_POSTGRES` (the superuser's
 * connection string) names it, else one of its own, which ends with this process.
 */
export async function testServerUrl(): Promise<string> {
  const given = process.env['PORTCULLIS_TEST_POSTGRES'];
  if (given !== undefined && given !== '') return given;
  // Two suites of one file may ask at once: one server serves both.
  ownServer ??= startOwnServer();
  return ownServer;
}

let ownServer: Promise<string> | undefined;

async function startOwnServer(): Promise<string> {
  // Jest gives each spec file a world of its own: a folder is what the files of one process have in common.
  const folder = join(tmpdir(), `portcullis-test-${process.pid}`);
  const note = join(folder, 'url');
  const noted = await readFile(note, 'utf8').catch(() => undefined);
  if (noted !== undefined && (await answers(noted))) return noted;
  const server = await startPostgres({ dataDirectory: folder, mode: 'throwaway', deleteOnStop: true });
  server.unref();
  await writeFile(note, server.url(), { mode: 0o600 });
  return server.url();
}

async function answers(url: string): Promise<boolean> {
  const client = new Client({ connectionString: url, connectionTimeoutMillis: 2_000 });
  try {
    await client.connect();
    return true;
  } catch {
    return false;
  } finally {
    await client.end().catch(() => undefined);
  }
}
