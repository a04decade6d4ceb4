import { OneLineFailure } from '../installation/one-line-failure.js';
import type { DataFolder } from '../installation/places.js';
import { findKafkaProvider, type KafkaProvider, KafkaStartError, type RunningKafka, startDockerKafka, startNativeKafka } from '../kafka/index.js';
import { requireReachableBroker } from './reach-brokers.js';

/** The log between the services, running. */
export interface StartedLog {
  /** What the services need in their environment to reach it; nothing for the embedded one, whose database says it all. */
  readonly environment: Readonly<Record<string, string>>;
  /** Rejects when it ends without having been asked to. */
  readonly ended: Promise<unknown>;
  stop(): Promise<void>;
  kill(): void;
}

/** The embedded log is a database: it starts and ends with PostgreSQL. */
export const embeddedLog: StartedLog = notOurs({});

/**
 * Finds a Kafka or starts one: `KAFKA_BROKERS` where it is set, else a broker of our own with the machine's Java, else
 * one in Docker.
 *
 * @throws OneLineFailure where this machine has none of them.
 */
export async function startKafkaLog(
  folder: DataFolder,
  environment: NodeJS.ProcessEnv,
  onProgress: (line: string) => void,
): Promise<StartedLog> {
  const provider = await findKafkaProvider(environment, folder.cache);
  try {
    return await start(provider, folder, environment, onProgress);
  } catch (error) {
    throw error instanceof KafkaStartError ? new OneLineFailure(error.message) : error;
  }
}

async function start(
  provider: KafkaProvider,
  folder: DataFolder,
  environment: NodeJS.ProcessEnv,
  onProgress: (line: string) => void,
): Promise<StartedLog> {
  switch (provider.kind) {
    case 'given':
      await requireReachableBroker(provider.brokers);
      return notOurs(kafkaSettings(environment));
    case 'native':
      return ours(await startNativeKafka({ directory: folder.kafka, cacheDirectory: folder.cache, onProgress }));
    case 'docker':
      return ours(await startDockerKafka({ directory: folder.kafka, onProgress }));
    case 'none':
      throw new OneLineFailure(`There is no Kafka to start on: ${provider.reason}. Install one of them, or use npm start, which needs none.`);
  }
}

function ours(broker: RunningKafka): StartedLog {
  return {
    environment: { KAFKA_BROKERS: broker.brokers },
    ended: broker.ended,
    stop: () => broker.stop(),
    kill: () => void broker.kill(),
  };
}

function notOurs(environment: Readonly<Record<string, string>>): StartedLog {
  return { environment, ended: new Promise(() => undefined), stop: () => Promise.resolve(), kill: () => undefined };
}

/** The brokers' addresses and whatever else is set about them (TLS, SASL). */
function kafkaSettings(environment: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(environment).filter((entry): entry is [string, string] => entry[0].startsWith('KAFKA_') && Boolean(entry[1])),
  );
}
