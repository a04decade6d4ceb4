import { once } from 'node:events';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { connect } from 'node:net';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { findKafkaProvider, type RunningKafka, startNativeKafka } from '@portcullis/tools';
import { startKafkaContainer } from './kafka-container/start-kafka-container.js';

export type TestBroker = { readonly brokers: readonly string[] } | { readonly unavailable: string };

/** Where the broker's jars stay between runs. */
export const testKafkaCache = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'portcullis');

/**
 * The Kafka that this process's suites share: the one of the whole run where `PORTCULLIS_TEST_KAFKA` names its brokers,
 * else one of its own, which ends with this process: by the machine's Java (8 s, the first time on a machine 30 s), or
 * in a container of its Docker. Topics are the caller's own to name; nothing removes them.
 *
 * @throws with `REQUIRE_KAFKA=1` where none can be had, instead of telling why.
 */
export async function testBroker(env: NodeJS.ProcessEnv = process.env): Promise<TestBroker> {
  const given = env['PORTCULLIS_TEST_KAFKA'];
  if (given !== undefined && given !== '') return { brokers: given.split(',') };
  const broker = await sharedBroker(env).catch((error: unknown) => ({ unavailable: error instanceof Error ? error.message : String(error) }));
  if ('unavailable' in broker && env['REQUIRE_KAFKA'] === '1') {
    throw new Error(`REQUIRE_KAFKA is set, and there is no Kafka: ${broker.unavailable}`);
  }
  return broker;
}

/** Jest gives each spec file a world of its own: a folder is what the files of one process have in common. */
async function sharedBroker(env: NodeJS.ProcessEnv): Promise<TestBroker> {
  const folder = join(tmpdir(), `portcullis-test-kafka-${process.pid}`);
  const note = join(folder, 'brokers');
  const noted = await readFile(note, 'utf8').catch(() => undefined);
  if (noted !== undefined && (await takesConnections(noted))) return { brokers: [noted] };
  const kafka = await startBroker(folder, env);
  if ('unavailable' in kafka) return kafka;
  kafka.unref();
  await mkdir(folder, { recursive: true });
  await writeFile(note, kafka.brokers);
  return { brokers: [kafka.brokers] };
}

async function startBroker(directory: string, env: NodeJS.ProcessEnv): Promise<Pick<RunningKafka, 'brokers' | 'unref'> | { readonly unavailable: string }> {
  // Not KAFKA_BROKERS: tests leave topics behind, which nobody wants on the cluster that he works with.
  const provider = await findKafkaProvider({ ...env, KAFKA_BROKERS: '' }, testKafkaCache);
  switch (provider.kind) {
    case 'native':
      return startNativeKafka({ directory, cacheDirectory: testKafkaCache, deleteOnStop: true });
    case 'docker':
      return startKafkaContainer(directory, env);
    case 'none':
      return { unavailable: provider.reason };
    case 'given':
      return { unavailable: `brokers at ${provider.brokers} are not for tests` };
  }
}

async function takesConnections(broker: string): Promise<boolean> {
  const [host, port] = broker.split(':');
  const socket = connect(Number(port), host);
  try {
    await once(socket, 'connect');
    return true;
  } catch {
    return false;
  } finally {
    socket.destroy();
  }
}
