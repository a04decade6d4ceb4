import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Client } from 'pg';
import { endLeftoverServer, lockHolder } from './leftover-server.js';
import { lookUpProcess } from './process-table.js';
import type { RunningPostgres } from './running-postgres.js';
import { startPostgres } from './start-postgres.js';
import { until } from '../until.spec-kit.js';

const built = new URL('../../dist/index.js', import.meta.url).href;
const running: RunningPostgres[] = [];
const folders: string[] = [];
/** A folder with a cluster in it, one for all the tests that leave it as it was. */
let folder: string;

beforeAll(async () => {
  folder = await newFolder();
});
afterEach(async () => {
  await Promise.all(running.splice(0).map((server) => server.stop()));
});
afterAll(async () => {
  await Promise.all(folders.map((made) => rm(made, { recursive: true, force: true })));
});

/** Closed to everybody else, as mkdtemp makes it: under root that is the hard case. */
async function newFolder(): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'portcullis-postgres-'));
  folders.push(parent);
  return join(parent, 'data');
}

async function start(dataDirectory: string, port?: number): Promise<RunningPostgres> {
  const server = await startPostgres({ dataDirectory, mode: 'throwaway', ...(port === undefined ? {} : { port }) });
  running.push(server);
  return server;
}

async function ask(url: string, sql: string): Promise<unknown[]> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

const isGone = (pid: number) => (): boolean => lookUpProcess(pid) === undefined;

describe('startPostgres', () => {
  it('keeps data and password over a restart, in a folder that is closed to everybody else', async () => {
    const first = await start(folder);
    await ask(first.url(), 'CREATE TABLE kept AS SELECT 42 AS n');
    await first.stop();
    const second = await start(folder);
    expect(second.password).toBe(first.password);
    expect(await ask(second.url(), 'SELECT n FROM kept')).toEqual([42]);
  });

  it('is durable unless told otherwise, and speaks on the loopback alone', async () => {
    const server = await startPostgres({ dataDirectory: folder });
    running.push(server);
    const shown = await ask(server.url(), `SELECT string_agg(name || '=' || setting, ' ' ORDER BY name) FROM pg_settings
      WHERE name IN ('fsync', 'synchronous_commit', 'full_page_writes', 'listen_addresses', 'data_checksums')`);
    expect(shown).toEqual(['data_checksums=on fsync=on full_page_writes=on listen_addresses=127.0.0.1 synchronous_commit=on']);
  });

  it('asks for the password, and keeps it in a file of its owner alone', async () => {
    const server = await start(folder);
    await expect(ask(server.url().replace(server.password, 'wrong'), 'SELECT 1')).rejects.toThrow('password authentication failed');
    expect((await stat(join(folder, 'superuser-password'))).mode & 0o077).toBe(0);
    expect(await readFile(join(folder, 'server.log'), 'utf8')).not.toContain(server.password);
  });

  it('leaves no server behind when its parent is killed with -9, and the next start finds its data', async () => {
    const script = `import { startPostgres } from ${JSON.stringify(built)};
      await startPostgres({ dataDirectory: ${JSON.stringify(folder)}, mode: 'throwaway' }); console.log('up');`;
    const parent = spawn(process.execPath, ['--input-type=module', '-e', script], { stdio: ['ignore', 'pipe', 'inherit'] });
    await once(parent.stdout, 'data');
    const pid = await lockHolder(join(folder, 'cluster'));
    parent.kill('SIGKILL');
    // At once, while the keeper may still be stopping it.
    const next = await start(folder);
    expect(await ask(next.url(), 'SELECT 1')).toEqual([1]);
    await until(isGone(pid ?? 0));
  });

  it('ends a server whose keeper was killed with -9, and starts anew', async () => {
    const orphaned = await start(folder);
    const pid = await lockHolder(join(folder, 'cluster'));
    process.kill(orphaned.keeperPid, 'SIGKILL');
    await expect(orphaned.ended).rejects.toThrow('SIGKILL');
    const next = await start(folder);
    expect(await ask(next.url(), 'SELECT 1')).toEqual([1]);
    expect(lookUpProcess(pid ?? 0)).toBeUndefined();
  });

  it('stops a server whose keeper was killed with -9, too', async () => {
    const orphaned = await start(folder);
    const pid = (await lockHolder(join(folder, 'cluster'))) ?? 0;
    process.kill(orphaned.keeperPid, 'SIGKILL');
    await expect(orphaned.ended).rejects.toThrow('SIGKILL');
    await orphaned.stop();
    expect(lookUpProcess(pid)).toBeUndefined();
  });

  it('tells when the server ended by itself', async () => {
    const server = await start(folder);
    process.kill((await lockHolder(join(folder, 'cluster'))) ?? 0, 'SIGKILL');
    await expect(server.ended).rejects.toThrow('PostgreSQL ended');
    expect(await ask((await start(folder)).url(), 'SELECT 1')).toEqual([1]);
  });

  it('takes over a lock whose process id belongs to another program by now', async () => {
    const first = await start(folder);
    await first.stop();
    const now = Math.floor(Date.now() / 1_000);
    await writeFile(join(folder, 'cluster', 'postmaster.pid'), `${process.pid}\n${folder}/cluster\n${now}\n5432\n\n\n`, { mode: 0o666 });
    expect(await ask((await start(folder)).url(), 'SELECT 1')).toEqual([1]);
  });

  it('deletes a throwaway folder once the server has stopped', async () => {
    const throwaway = await newFolder();
    const server = await startPostgres({ dataDirectory: throwaway, mode: 'throwaway', deleteOnStop: true });
    await server.stop();
    await expect(stat(throwaway)).rejects.toThrow('ENOENT');
  });

  it('goes on after an initialisation that was cut short', async () => {
    const cutShort = await newFolder();
    await mkdir(join(cutShort, 'cluster.unfinished'), { recursive: true });
    await writeFile(join(cutShort, 'cluster.unfinished', 'PG_VERSION'), '18\n');
    expect(await ask((await start(cutShort)).url(), 'SELECT 1')).toEqual([1]);
  });
});

describe('startPostgres says in one line', () => {
  const reasonOf = async (starting: Promise<unknown>): Promise<string> =>
    starting.then(
      () => 'it started',
      (error: unknown) => (error instanceof Error ? `${error.name}: ${error.message}` : 'not an error'),
    );

  it('that the folder is in use', async () => {
    await start(folder);
    const reason = await reasonOf(endLeftoverServer(join(folder, 'cluster'), 200));
    expect(reason).toMatch(/^PostgresStartError: The data folder .* is in use by another PostgreSQL \(process \d+\): stop that one first\.$/);
  });

  it('that the folder was made by another major version', async () => {
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '16\n');
    expect(await reasonOf(start(folder))).toMatch(/^PostgresStartError: The data folder .* was made by PostgreSQL 16, and this is PostgreSQL 18: .*$/);
    await writeFile(join(folder, 'cluster', 'PG_VERSION'), '18\n');
  });

  it('that a file stands in the way of the folder', async () => {
    const file = await newFolder();
    await writeFile(file, '');
    expect(await reasonOf(start(join(file, 'data')))).toMatch(/^PostgresStartError: .* cannot be used: a file stands where a folder is needed\.$/);
  });

  it('that the folder cannot be made', async () => {
    // For root, and on macOS, the reasons differ; that there is one line, at once, does not.
    expect(await reasonOf(start('/proc/portcullis/data'))).toMatch(/^PostgresStartError: The data folder \/proc\/portcullis\/data cannot be used: .*$/);
  });

  it('that the port is taken', async () => {
    const taker = createServer();
    taker.listen(0, '127.0.0.1');
    await once(taker, 'listening');
    const address = taker.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    expect(await reasonOf(start(folder, port))).toBe(
      `PostgresStartError: Port ${port} of 127.0.0.1, meant for PostgreSQL, is taken or not allowed: choose another.`,
    );
    taker.close();
  });

  it('that the cluster is damaged', async () => {
    // The last test: the folder is of no use after it.
    await rm(join(folder, 'cluster', 'global'), { recursive: true });
    expect(await reasonOf(start(folder))).toMatch(/^PostgresStartError: PostgreSQL could not be started on [^\n]+$/);
  });
});
