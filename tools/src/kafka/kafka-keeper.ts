/**
 * The process that keeps one broker: it starts it for its parent and stops it when the parent's IPC channel closes. A
 * parent that was killed with -9 closes it too, so no broker is left behind to be taken for the next one.
 */
import { rm } from 'node:fs/promises';
import { answersInTime } from './answers-api-versions.js';
import type { BrokerProcess } from './broker-process.js';
import { startDockerBroker } from './docker-broker.js';
import type { BrokerOrder, FromKeeper, ToKeeper } from './keeper-messages.js';
import { startNativeBroker } from './native-broker.js';

const START_PATIENCE_MS = { native: 60_000, docker: 300_000 };
const STOP_PATIENCE_MS = 10_000;

let starting: Promise<BrokerProcess> | undefined;
let deleteOnStop: string | undefined;
let stopping = false;

process.on('message', (message: ToKeeper) => {
  if (message.kind === 'start') void start(message.order);
  else void end(message.kind);
});
process.on('disconnect', () => void end('stop'));
// Ctrl-C in the terminal reaches the services first, and the broker only when the parent is done with it.
process.on('SIGINT', () => undefined);
process.on('SIGTERM', () => void end('stop'));

async function start(order: BrokerOrder): Promise<void> {
  if (order.kind === 'native' && order.deleteOnStop) deleteOnStop = order.directory;
  try {
    const progress = (line: string): void => {
      tell({ kind: 'progress', line });
    };
    starting = order.kind === 'native' ? startNativeBroker(order, progress) : startDockerBroker(order, progress);
    const broker = await starting;
    const ended = new AbortController();
    const gone = broker.gone.finally(() => {
      ended.abort();
    });
    const answers = await answersInTime(order.port, START_PATIENCE_MS[order.kind], ended.signal);
    if (answers) tell({ kind: 'started', pid: broker.pid });
    else broker.kill();
    const reason = await gone;
    if (!stopping) await leave(answers ? { kind: 'ended', message: `Kafka ended: ${reason}` } : { kind: 'failed', message: `Kafka did not start: ${reason}` });
  } catch (error) {
    await leave({ kind: 'failed', message: error instanceof Error ? error.message : String(error) });
  }
}

async function end(how: 'stop' | 'kill'): Promise<void> {
  if (stopping) return;
  stopping = true;
  const broker = await starting?.catch(() => undefined);
  broker?.[how]();
  // A stopped (SIGSTOP) or hanging broker does not hear SIGTERM.
  setTimeout(() => broker?.kill(), STOP_PATIENCE_MS).unref();
  await broker?.gone;
  if (how === 'stop') await removeData();
  process.exit(0);
}

async function removeData(): Promise<void> {
  if (deleteOnStop !== undefined) await rm(deleteOnStop, { recursive: true, force: true }).catch(() => undefined);
}

function tell(message: FromKeeper): void {
  if (process.connected) process.send?.(message);
}

/** Says its last words and ends once they are sent. */
async function leave(message: FromKeeper): Promise<void> {
  stopping = true;
  await removeData();
  if (!process.connected) process.exit(1);
  process.send?.(message, () => process.exit(1));
}
