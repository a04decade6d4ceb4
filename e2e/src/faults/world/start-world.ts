import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTcpProxy } from '@portcullis/testing';
import { freePort } from '@portcullis/tools';
import { BUILD } from '../../changed-build/copy-build.js';
import { rememberSecrets } from '../../made-secrets.js';
import { buildNextVersion } from '../../two-versions/next-version.js';
import { Broker } from './broker.js';
import { Database } from './database.js';
import { ServiceProcess } from './service-process.js';
import type { LogKind, Owner, World } from './world.js';

const PRELOADS = ['step-clock', 'die-at-write'].map((name) => join(BUILD, `e2e/dist/faults/preloads/${name}.js`));

type Environment = Readonly<Record<string, string>>;

/**
 * Starts everything on free ports in a folder of its own; some twenty seconds with Kafka.
 *
 * @param otherVersion a folder with another built version; without it, one is made up of today's
 */
export async function startWorld(log: LogKind, boundMs: number, otherVersion?: string): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-faults-'));
  // PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'logs'));
  const databasePort = await freePort();
  const database = new Database(join(folder, 'postgres'), databasePort);
  await database.start();
  const urls = await database.prepare(log);
  const { network, broker } = await startLog(log, folder, databasePort);
  const logOf = (url: string | undefined): Environment => (log === 'kafka' ? { KAFKA_BROKERS: `127.0.0.1:${network.port}` } : { LOG_DATABASE_URL: through(url ?? '', network.port) });
  const tokenService = { DATABASE_URL: urls.tokenService, ...logOf(urls.log?.tokenService) };
  const inventory = { DATABASE_URL: urls.inventory, MAX_STALENESS_MS: String(boundMs), ...logOf(urls.log?.inventory) };
  const owners = [await createOwner('one', tokenService), await createOwner('other', tokenService)] as const;
  const service = (name: string, app: string, environment: Environment) => startable(folder, name, app, environment);
  const tokenServices = [await service('token-service 1', 'token-service', tokenService), await service('token-service 2', 'token-service', tokenService)] as const;
  const replicas = [await service('inventory 1', 'inventory-public-api', inventory), await service('inventory 2', 'inventory-public-api', inventory)] as const;
  const stop = async (): Promise<void> => {
    await Promise.all([...replicas, ...tokenServices].map((one) => one.kill()));
    await network.stop();
    await broker?.stop();
    await database.stop();
  };
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  // Who waits for a world in vain has nothing to stop.
  await bringUp([...tokenServices, ...replicas], owners, inventory).catch(async (error: unknown) => {
    await stop();
    throw error;
  });
  return { log, boundMs, database, network, broker, tokenServices, replicas, owners, folder, otherVersion: () => otherVersion ?? buildNextVersion(folder), stop, remove };
}

/** One after the other: the first makes the tables and the topics. */
async function bringUp(services: readonly ServiceProcess[], owners: readonly Owner[], inventory: Environment): Promise<void> {
  for (const one of services) await one.start();
  for (const { workspaceId } of owners) await runCli('inventory-public-api', ['company', 'create', '--workspace', workspaceId, '--name', 'Faults', '--seed'], inventory);
}

async function startLog(log: LogKind, folder: string, databasePort: number): Promise<Pick<World, 'network' | 'broker'>> {
  if (log === 'embedded') return { network: await startTcpProxy({ host: '127.0.0.1', port: databasePort }), broker: undefined };
  const port = await freePort();
  const network = await startTcpProxy({ host: '127.0.0.1', port });
  const broker = new Broker(join(folder, 'kafka'), port, network.port);
  await broker.start();
  return { network, broker };
}

function through(url: string, port: number): string {
  const changed = new URL(url);
  changed.port = String(port);
  return changed.href;
}

async function startable(folder: string, name: string, app: string, environment: Environment): Promise<ServiceProcess> {
  const port = await freePort();
  const handle = join(folder, `${name.replace(' ', '-')}.fault`);
  return new ServiceProcess({
    name,
    build: BUILD,
    script: join('apps', app, 'dist/main.js'),
    port,
    logFile: join(folder, 'logs', `${name.replace(' ', '-')}.log`),
    preloads: PRELOADS,
    environment: { ...environment, [app === 'token-service' ? 'TOKEN_SERVICE_PORT' : 'INVENTORY_API_PORT']: String(port), FAULT_HANDLE: handle },
  });
}

async function createOwner(name: string, environment: Environment): Promise<Owner> {
  const email = `${name}@example.com`;
  const printed = await runCli('token-service', ['workspace', 'create', '--name', name, '--owner-email', email], environment);
  const { workspaceId, password } = JSON.parse(printed) as { workspaceId: string; password: string };
  rememberSecrets(password);
  return { workspaceId, email, password };
}

async function runCli(app: string, args: readonly string[], environment: Environment): Promise<string> {
  const { stdout } = await promisify(execFile)(process.execPath, [join(BUILD, `apps/${app}/dist/cli.js`), ...args], { env: { PATH: process.env['PATH'], ...environment } });
  return stdout;
}
