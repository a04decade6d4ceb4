import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, closeSync, mkdtempSync, openSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { freePort, prepareDatabases, startPostgres } from '@portcullis/tools';
import { Client } from 'pg';
import { eventually } from '../eventually.js';

/** A person who may do everything in a workspace of their own. */
export interface Owner {
  readonly email: string;
  readonly password: string;
}

/** A built token-service as a process of its own, on a PostgreSQL of its own, reached as any client reaches it. */
export interface TokenServiceProcess {
  readonly url: string;
  newOwner(name: string): Promise<Owner>;
  /** A statement on its database, for what no route can bring about. */
  query(sql: string): Promise<void>;
  stop(): Promise<void>;
}

const BUILD = fileURLToPath(new URL('../../../../apps/token-service/dist/', import.meta.url));
const READY_WITHIN_MS = 60_000;
const PASSWORD = 'only-for-this-test';

/** @param settings environment variables besides those that name its databases */
export async function startTokenService(settings: Readonly<Record<string, string>> = {}): Promise<TokenServiceProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-token-service-'));
  // PostgreSQL runs as another user where the tests run as root, and must get through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), mode: 'throwaway', deleteOnStop: true });
  const urls = await prepareDatabases(postgres, { rolePasswords: { token_service: PASSWORD, inventory: PASSWORD } }, 'embedded');
  const environment = { PATH: process.env['PATH'] ?? '', DATABASE_URL: urls.tokenService, LOG_DATABASE_URL: urls.log?.tokenService ?? '', ...settings };
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const child = launch(folder, { ...environment, TOKEN_SERVICE_PORT: String(port) });
  try {
    await untilReady(child, url, folder);
  } catch (error) {
    child.kill('SIGKILL');
    await postgres.stop();
    throw error;
  }
  return {
    url,
    newOwner: (name) => newOwner(name, environment),
    query: (sql) => runStatement(urls.tokenService, sql),
    stop: async () => {
      await end(child);
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function launch(folder: string, env: Readonly<Record<string, string>>): ChildProcess {
  const log = openSync(join(folder, 'log'), 'a', 0o600);
  const child = spawn(process.execPath, [join(BUILD, 'main.js')], { env: { ...env }, stdio: ['ignore', log, log, 'ipc'] });
  closeSync(log);
  return child;
}

async function untilReady(child: ChildProcess, url: string, folder: string): Promise<void> {
  const answer = await eventually(
    async () => {
      if (child.exitCode !== null) return 'ended' as const;
      const { status } = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000) });
      if (status !== 200) throw new Error(`token-service is not ready: ${status}`);
      return 'ready' as const;
    },
    { timeoutMs: READY_WITHIN_MS, intervalMs: 50 },
  );
  if (answer === 'ended') throw new Error(`token-service has ended:\n${readFileSync(join(folder, 'log'), 'utf8').slice(-1_500)}`);
}

async function newOwner(name: string, environment: Readonly<Record<string, string>>): Promise<Owner> {
  const args = ['workspace', 'create', '--name', name, '--owner-email', `${name.toLowerCase()}@example.com`];
  const { stdout } = await promisify(execFile)(process.execPath, [join(BUILD, 'cli.js'), ...args], { env: { ...environment } });
  return JSON.parse(stdout) as Owner;
}

async function runStatement(connectionString: string, sql: string): Promise<void> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    await client.query(sql);
  } finally {
    await client.end();
  }
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = once(child, 'exit');
  child.kill('SIGTERM');
  await gone;
}
