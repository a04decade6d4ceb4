import { type ChildProcess, fork } from 'node:child_process';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { KAFKA_IMAGE, type RunningKafka } from '@portcullis/tools';
import type { FromKeeper } from './from-keeper.js';

/** The keeper runs from the build, also where this file runs from its source under Jest. */
const KEEPER = fileURLToPath(new URL('../../dist/kafka-container/container-keeper.js', import.meta.url));

/**
 * Starts a broker in a container that ends with this process, however that goes. A process of its own keeps it: what a
 * spec file starts in Jest's world ends with the file, and no exit handler set there is ever called.
 *
 * @param folder deleted once the container is gone.
 * @param env where testcontainers looks for its settings and the engine's, over those of this process.
 * @throws with one line where the engine, the image or the broker is not to be had.
 */
export async function startKafkaContainer(folder: string, env: NodeJS.ProcessEnv): Promise<Pick<RunningKafka, 'brokers' | 'unref'>> {
  if (!existsSync(KEEPER)) throw new Error(`The keeper of Kafka's container is not built (${KEEPER} is missing): run "npm run build" first.`);
  const keeper = fork(KEEPER, [folder], {
    execArgv: [],
    detached: true,
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    env: { ...process.env, ...env },
  });
  const said = await firstWords(keeper);
  if (said.kind === 'failed') throw new Error(`Docker could not run ${KAFKA_IMAGE}: ${said.message}`);
  return {
    brokers: said.brokers,
    unref: () => {
      keeper.unref();
      keeper.channel?.unref();
    },
  };
}

function firstWords(keeper: ChildProcess): Promise<FromKeeper> {
  return new Promise((resolve, reject) => {
    keeper.once('message', resolve);
    keeper.once('error', reject);
    keeper.once('exit', (code, signal) => {
      resolve({ kind: 'failed', message: `the keeper of the container ended (${signal ?? code ?? 'unknown'})` });
    });
  });
}
