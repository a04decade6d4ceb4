/**
 * The process that keeps a broker's container for its parent, and removes it when the parent's IPC channel closes: also
 * where the parent was killed, and where testcontainers' own reaper (Ryuk) is disabled. Where this process is killed
 * too, the reaper is what removes it.
 */
import { rm } from 'node:fs/promises';
import type { FromKeeper } from './from-keeper.js';
import { startContainer } from './start-container.js';

const [folder] = process.argv.slice(2);
const starting = startContainer();
let stopping = false;

process.on('SIGTERM', () => void end());
process.on('disconnect', () => void end());
// Loading the above takes a while, in which the parent may have gone.
if (!process.connected) void end();

try {
  const { brokers } = await starting;
  tell({ kind: 'started', brokers });
} catch (error) {
  tell({ kind: 'failed', message: error instanceof Error ? error.message : String(error) }, () => void end());
}

async function end(): Promise<void> {
  if (stopping) return;
  stopping = true;
  const running = await starting.catch(() => undefined);
  await running?.container.stop().catch(() => undefined);
  if (folder !== undefined) await rm(folder, { recursive: true, force: true }).catch(() => undefined);
  process.exit(0);
}

function tell(message: FromKeeper, then: () => void = () => undefined): void {
  if (process.connected) process.send?.(message, then);
}
