import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { RunningKafka } from './kafka-options.js';
import { KafkaStartError } from './kafka-start-error.js';
import type { BrokerOrder, FromKeeper, ToKeeper } from './keeper-messages.js';
import { endLeftoverBroker } from './leftover-broker.js';

/** The keeper runs from the build, also where this file runs from its source under Jest. */
const KEEPER = fileURLToPath(new URL('../../dist/kafka/kafka-keeper.js', import.meta.url));

/** Starts a keeper with its broker; resolves once the broker answers. @throws KafkaStartError with one line. */
export async function keepBroker(order: BrokerOrder, brokers: string, onProgress: (line: string) => void): Promise<RunningKafka> {
  if (!existsSync(KEEPER)) throw new KafkaStartError(`The tools are not built (${KEEPER} is missing): run "npm run build" first.`);
  const keeper = fork(KEEPER, [], { execArgv: [], detached: true, stdio: ['ignore', 'ignore', 'ignore', 'ipc'], env: keeperEnvironment() });
  const ending = lastWords(keeper);
  tell(keeper, { kind: 'start', order });
  const pid = await started(keeper, ending, onProgress);
  return handleOf(keeper, ending, { order, brokers, pid });
}

/** What java, mvn and docker need of the caller's environment, and no secret of it. */
function keeperEnvironment(): NodeJS.ProcessEnv {
  const passedOn = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'LC_ALL', 'USER', 'LOGNAME', 'JAVA_HOME', 'DOCKER_HOST', 'DOCKER_CONTEXT', 'DOCKER_CONFIG'];
  return Object.fromEntries(passedOn.flatMap((name) => (process.env[name] === undefined ? [] : [[name, process.env[name]]])));
}

function lastWords(keeper: ChildProcess): Promise<string> {
  return new Promise((resolve) => {
    keeper.on('message', (message: FromKeeper) => {
      if (message.kind === 'failed' || message.kind === 'ended') resolve(message.message);
    });
    keeper.once('exit', (code, signal) => {
      resolve(`The keeper of Kafka ended (${signal ?? code ?? 'unknown'}).`);
    });
  });
}

function started(keeper: ChildProcess, ending: Promise<string>, onProgress: (line: string) => void): Promise<number> {
  return new Promise((resolve, reject) => {
    keeper.on('message', (message: FromKeeper) => {
      if (message.kind === 'progress') onProgress(message.line);
      if (message.kind === 'started') resolve(message.pid);
    });
    void ending.then((reason) => {
      reject(new KafkaStartError(reason));
    });
  });
}

function handleOf(
  keeper: ChildProcess,
  ending: Promise<string>,
  { order, brokers, pid }: { readonly order: BrokerOrder; readonly brokers: string; readonly pid: number },
): RunningKafka {
  let asked = false;
  const ended = ending.then((reason) => {
    if (!asked) throw new Error(reason);
  });
  // Whoever does not look at it must not be ended by it.
  ended.catch(() => undefined);
  const end = async (kind: 'stop' | 'kill'): Promise<void> => {
    asked = true;
    await endKeeper(keeper, kind);
    // A keeper that was killed leaves its broker behind.
    if (order.kind === 'native') await endLeftoverBroker(join(order.directory, 'broker.pid'), order.directory);
  };
  return {
    brokers,
    pid,
    ended,
    stop: () => end('stop'),
    kill: () => end('kill'),
    unref: () => {
      keeper.unref();
      keeper.channel?.unref();
    },
  };
}

async function endKeeper(keeper: ChildProcess, how: 'stop' | 'kill'): Promise<void> {
  if (keeper.exitCode !== null || keeper.signalCode !== null) return;
  const gone = new Promise((resolve) => keeper.once('exit', resolve));
  tell(keeper, { kind: how });
  await gone;
}

function tell(keeper: ChildProcess, message: ToKeeper): void {
  if (keeper.connected) keeper.send(message);
}
