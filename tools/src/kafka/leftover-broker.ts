import { readFile, unlink } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { lookUpProcess } from '../postgres/process-table.js';
import { KafkaStartError } from './kafka-start-error.js';

const PATIENCE_MS = 15_000;

/**
 * Makes way for a new broker on the folder: ends one whose keeper was killed, and waits for one that is just stopping.
 * A broker left behind would otherwise hold the folder's lock, and be taken for the new one.
 *
 * @throws KafkaStartError where a broker runs there under a keeper that lives.
 */
export async function endLeftoverBroker(pidFile: string, directory: string): Promise<void> {
  const deadlineMs = performance.now() + PATIENCE_MS;
  for (;;) {
    const pid = Number.parseInt(await readFile(pidFile, 'utf8').catch(() => ''), 10);
    const holder = Number.isSafeInteger(pid) && pid > 0 ? lookUpProcess(pid) : undefined;
    if (!holder?.command.includes(directory)) {
      await unlink(pidFile).catch(() => undefined);
      return;
    }
    const isKept = lookUpProcess(holder.parentPid)?.command.includes('kafka-keeper') ?? false;
    if (!isKept) process.kill(pid, 'SIGKILL');
    if (performance.now() > deadlineMs) {
      throw new KafkaStartError(`The Kafka data folder ${directory} is in use by another broker (process ${pid}): stop that one first.`);
    }
    await delay(100);
  }
}
