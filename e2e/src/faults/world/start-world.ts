import { execFile } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startTcpProxy } from '@portcullis/testing';
import { freePort } from '@portcullis/tools';
import { rememberSecrets } from '../../made-secrets.js';
import { Broker } from './broker.js';
import { Database } from './database.js';
import { ServiceProcess } from './service-process.js';
import { type LogKind, type World } from './world.js';

const REPOSITORY = fileURLToPath(new URL('../../../../', import.meta.url));
const PRELOADS = ['step-clock', 'die-at-write'].map((name) => fileURLToPath(new URL(`../preloads/${name}.js`, import.meta.url)));

type Environment = Readonly<Record<string, string>>;

/** Starts everything on free ports in a folder of its own; some twenty seconds with Kafka. */
export async function startWorld(log: LogKind, boundMs: number): Promise<World> {
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
  const owner = await createOwner(tokenService);
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
  // One after the other: the first makes the tables and the topics.
  for (const one of [...tokenServices, ...replicas]) await one.start();
  return { log, boundMs, database, network, broker, tokenServices, replicas, owner, folder, stop, remove };
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
    script: join(REPOSITORY, 'apps', app, 'dist/main.js'),
    port,
    logFile: join(folder, 'logs', `${name.replace(' ', '-')}.log`),
    preloads: PRELOADS,
    environment: { ...environment, [app === 'token-service' ? 'TOKEN_SERVICE_PORT' : 'INVENTORY_API_PORT']: String(port), FAULT_HANDLE: handle },
  });
}

async function createOwner(environment: Environment): Promise<World['owner']> {
  const email = 'owner@example.com';
  const args = [join(REPOSITORY, 'apps/token-service/dist/cli.js'), 'workspace', 'create', '--name', 'Faults', '--owner-email', email];
  const { stdout } = await promisify(execFile)(process.execPath, args, { env: { PATH: process.env['PATH'], ...environment } });
  const { password } = JSON.parse(stdout) as { password: string };
  rememberSecrets(password);
  return { email, password };
}
