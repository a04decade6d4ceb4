import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startTcpProxy } from '@portcullis/testing';
import { checkpointFiles, freePort } from '@portcullis/tools';
import { BUILD } from '../../changed-build/copy-build.js';
import { rememberSecrets } from '../../made-secrets.js';
import { buildNextVersion } from '../../two-versions/next-version.js';
import { Broker } from './broker.js';
import { Database } from './database.js';
import { Running } from './running.js';
import { ServiceProcess } from './service-process.js';
import type { LogKind, Owner, World } from './world.js';

const PRELOADS = ['end-with-the-run', 'step-clock', 'die-at-write'].map((name) => join(BUILD, `e2e/dist/faults/preloads/${name}.js`));

type Environment = Readonly<Record<string, string>>;

/**
 * Starts everything on free ports in a folder of its own; some twenty seconds with Kafka.
 *
 * @param otherVersion a folder with another built version; without it, one is made up of today's
 * @throws where a part does not start; whatever was started by then is stopped, and the folder with the logs stays
 */
export async function startWorld(log: LogKind, boundMs: number, otherVersion?: string): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-faults-'));
  const running = new Running();
  const remove = (): void => {
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    const parts = await startIn(folder, running, log, boundMs);
    return { ...parts, log, boundMs, folder, otherVersion: () => otherVersion ?? buildNextVersion(folder), stop: () => running.stop(), remove };
  } catch (error) {
    await running.stop();
    throw new Error(`The world in ${folder} did not start: ${error instanceof Error ? error.message : String(error)}`, { cause: error });
  }
}

type Parts = Pick<World, 'database' | 'network' | 'broker' | 'tokenServices' | 'replicas' | 'owners'>;

async function startIn(folder: string, running: Running, log: LogKind, boundMs: number): Promise<Parts> {
  // PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o711);
  mkdirSync(join(folder, 'logs'));
  const databasePort = await freePort();
  const database = new Database(join(folder, 'postgres'), databasePort);
  running.add(() => database.stop());
  await database.start();
  const urls = await database.prepare(log);
  const { network, broker } = await startLog(log, folder, databasePort, running);
  const logOf = (url: string | undefined): Environment => (log === 'kafka' ? { KAFKA_BROKERS: `127.0.0.1:${network.port}` } : { LOG_DATABASE_URL: through(url ?? '', network.port) });
  const tokenService = { DATABASE_URL: urls.tokenService, ...logOf(urls.log?.tokenService), ...checkpointFiles(folder) };
  const inventory = { DATABASE_URL: urls.inventory, MAX_STALENESS_MS: String(boundMs), ...logOf(urls.log?.inventory) };
  const owners = [await createOwner('one', tokenService), await createOwner('other', tokenService)] as const;
  const service = (name: string, app: string, environment: Environment) => startable(folder, name, app, environment);
  const tokenServices = [await service('token-service 1', 'token-service', tokenService), await service('token-service 2', 'token-service', tokenService)] as const;
  const replicas = [await service('inventory 1', 'inventory-public-api', inventory), await service('inventory 2', 'inventory-public-api', inventory)] as const;
  running.add(() => Promise.all([...replicas, ...tokenServices].map((one) => one.kill())));
  await bringUp([...tokenServices, ...replicas], owners, inventory);
  return { database, network, broker, tokenServices, replicas, owners };
}

/** One after the other: the first makes the tables and the topics. */
async function bringUp(services: readonly ServiceProcess[], owners: readonly Owner[], inventory: Environment): Promise<void> {
  for (const one of services) await one.start();
  for (const { workspaceId } of owners) await runCli('inventory-public-api', ['company', 'create', '--workspace', workspaceId, '--name', 'Faults', '--seed'], inventory);
}

async function startLog(log: LogKind, folder: string, databasePort: number, running: Running): Promise<Pick<World, 'network' | 'broker'>> {
  const port = log === 'embedded' ? databasePort : await freePort();
  const network = await startTcpProxy({ host: '127.0.0.1', port });
  const broker = log === 'embedded' ? undefined : new Broker(join(folder, 'kafka'), port, network.port);
  running.add(async () => {
    await network.stop();
    await broker?.stop();
  });
  await broker?.start();
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
