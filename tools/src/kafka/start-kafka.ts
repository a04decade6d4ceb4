import { hash } from 'node:crypto';
import { resolve } from 'node:path';
import { freePort } from '../postgres/index.js';
import { keepBroker } from './keep-broker.js';
import { kafkaJars } from './kafka-jars.js';
import type { NativeKafkaOptions, RunningKafka } from './kafka-options.js';
import { KafkaStartError } from './kafka-start-error.js';

/**
 * Starts a real broker with the machine's Java, in a keeper process that ends it as soon as this process is gone. The
 * first time it is downloaded by the machine's `mvn` (about 20 s); later it serves after some 5 s.
 *
 * @throws KafkaStartError with one line that names what is wrong.
 */
export async function startNativeKafka(options: NativeKafkaOptions): Promise<RunningKafka> {
  const onProgress = options.onProgress ?? ((): void => undefined);
  const jars = await kafkaJars(resolve(options.cacheDirectory), onProgress);
  const port = await takePort(options.port);
  const advertisedPort = options.advertisedPort ?? port;
  const directory = resolve(options.directory);
  const order = { kind: 'native', directory, jars, port, advertisedPort, deleteOnStop: options.deleteOnStop ?? false } as const;
  return keepBroker(order, `127.0.0.1:${advertisedPort}`, onProgress);
}

export type DockerKafkaOptions = Pick<NativeKafkaOptions, 'directory' | 'port' | 'onProgress' | 'deleteOnStop'>;

/**
 * Starts the broker in a container of the machine's Docker; its data stays in a volume that belongs to the folder's path.
 *
 * @throws KafkaStartError with one line that names what is wrong.
 */
export async function startDockerKafka(options: DockerKafkaOptions): Promise<RunningKafka> {
  const port = await takePort(options.port);
  const volume = options.deleteOnStop ? null : `portcullis-kafka-${hash('sha256', resolve(options.directory)).slice(0, 12)}`;
  return keepBroker({ kind: 'docker', port, volume }, `127.0.0.1:${port}`, options.onProgress ?? ((): void => undefined));
}

/** A port that is taken is often a broker left behind, which would silently be used instead of the new one. */
async function takePort(port: number | undefined): Promise<number> {
  try {
    return await freePort(port ?? 0);
  } catch (error) {
    const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : String(error);
    throw new KafkaStartError(`Kafka cannot have port ${port ?? 'any'} of 127.0.0.1 (${code}): end what uses it, or choose another.`);
  }
}
