import { execFile } from 'node:child_process';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { checkpointFiles, prepareDatabases, startPostgres } from '@portcullis/tools';
import { Client } from 'pg';
import { builtFile, ServiceProcess } from './service-process.js';

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
  /** A replica beside it: inventory-public-api, which checks tokens by itself. It ends with token-service. */
  startInventory(): Promise<ServiceProcess>;
  /** To end it, also with kill -9, and to start it again at the same address. */
  readonly process: Pick<ServiceProcess, 'end' | 'startAgain'>;
  stop(): Promise<void>;
}

const PASSWORD = 'only-for-this-test';

/** @param settings environment variables besides those that name its databases */
export async function startTokenService(settings: Readonly<Record<string, string>> = {}): Promise<TokenServiceProcess> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-token-service-'));
  // PostgreSQL runs as another user where the tests run as root, and must get through.
  chmodSync(folder, 0o711);
  const postgres = await startPostgres({ dataDirectory: join(folder, 'postgres'), mode: 'throwaway', deleteOnStop: true });
  const urls = await prepareDatabases(postgres, { rolePasswords: { token_service: PASSWORD, inventory: PASSWORD } }, 'embedded');
  const common = { PATH: process.env['PATH'] ?? '' };
  const environment = { ...common, DATABASE_URL: urls.tokenService, LOG_DATABASE_URL: urls.log?.tokenService ?? '', ...checkpointFiles(folder), ...settings };
  const ofInventory = { ...common, DATABASE_URL: urls.inventory, LOG_DATABASE_URL: urls.log?.inventory ?? '' };
  const replicas: ServiceProcess[] = [];
  let service: ServiceProcess;
  try {
    service = await ServiceProcess.start({ app: 'token-service', portVariable: 'TOKEN_SERVICE_PORT', environment, folder });
  } catch (error) {
    await postgres.stop();
    throw error;
  }
  return {
    url: service.url,
    process: service,
    newOwner: (name) => newOwner(name, environment),
    query: (sql) => runStatement(urls.tokenService, sql),
    startInventory: async () => {
      const replica = await ServiceProcess.start({ app: 'inventory-public-api', portVariable: 'INVENTORY_API_PORT', environment: ofInventory, folder });
      replicas.push(replica);
      return replica;
    },
    stop: async () => {
      for (const process of [...replicas, service]) await process.end();
      await postgres.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function newOwner(name: string, environment: Readonly<Record<string, string>>): Promise<Owner> {
  const args = ['workspace', 'create', '--name', name, '--owner-email', `${name.toLowerCase()}@example.com`];
  const { stdout } = await promisify(execFile)(process.execPath, [builtFile('token-service', 'cli.js'), ...args], { env: { ...environment } });
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
