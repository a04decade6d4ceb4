import { readFile, unlink } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { PostgresStartError } from './postgres-start-error.js';
import { lookUpProcess } from './process-table.js';

const PATIENCE_MS = 8_000;

/**
 * Makes way for a new server on the cluster: waits for one that is just stopping (its parent was killed a moment ago),
 * ends one whose keeper is gone, and removes a lock whose process id now belongs to some other program.
 *
 * @throws PostgresStartError where a server is running there under a keeper that lives.
 */
export async function endLeftoverServer(cluster: string, patienceMs = PATIENCE_MS): Promise<void> {
  const deadline = performance.now() + patienceMs;
  let asked = false;
  for (;;) {
    const pid = await lockHolder(cluster);
    const holder = pid === undefined ? undefined : lookUpProcess(pid);
    // Without a process the lock is stale, and PostgreSQL itself replaces it.
    if (pid === undefined || holder === undefined) return;
    if (!isServerOf(holder.command, cluster)) {
      await unlink(join(cluster, 'postmaster.pid'));
      return;
    }
    if (!asked && !isKept(holder.parentPid)) {
      process.kill(pid, 'SIGINT');
      asked = true;
    }
    if (performance.now() > deadline) {
      throw new PostgresStartError(`The data folder ${cluster} is in use by another PostgreSQL (process ${pid}): stop that one first.`);
    }
    await delay(50);
  }
}

/** Process id in the lock file that PostgreSQL keeps while it runs. */
export async function lockHolder(cluster: string): Promise<number | undefined> {
  const text = await readFile(join(cluster, 'postmaster.pid'), 'utf8').catch(() => '');
  const pid = Number.parseInt(text, 10);
  return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
}

function isServerOf(command: string, cluster: string): boolean {
  return command.includes('postgres') && command.includes(cluster);
}

function isKept(parentPid: number): boolean {
  return lookUpProcess(parentPid)?.command.includes('postgres-keeper') ?? false;
}
