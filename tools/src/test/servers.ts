import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { messageOf } from '../installation/error-facts.js';
import { findKafkaProvider, type RunningKafka, startDockerKafka, startNativeKafka } from '../kafka/index.js';
import { startPostgres } from '../postgres/index.js';

/** The servers that all suites of one run share, each suite with databases and topics of its own. */
export interface TestServers {
  /** What tells the suites where they are. */
  readonly environment: Readonly<Record<string, string>>;
  /** Why there is no Kafka, if there is none. */
  readonly noKafka: string | undefined;
  stop(): Promise<void>;
}

/** The jars of the broker stay here from run to run; the testing library looks in the same place. */
const KAFKA_CACHE = join(process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'), 'portcullis');

export async function startServers(say: (line: string) => void): Promise<TestServers> {
  const folder = mkdtempSync(join(tmpdir(), 'portcullis-tests-'));
  // PostgreSQL runs as another user where the tests run as root.
  chmodSync(folder, 0o711);
  const [postgres, kafka] = await Promise.all([
    startPostgres({ dataDirectory: join(folder, 'postgres'), mode: 'throwaway', deleteOnStop: true }),
    startKafka(join(folder, 'kafka'), say),
  ]);
  const stop = async (): Promise<void> => {
    await Promise.allSettled([postgres.stop(), 'unavailable' in kafka ? undefined : kafka.stop()]);
    rmSync(folder, { recursive: true, force: true });
  };
  const environment = { PORTCULLIS_TEST_POSTGRES: postgres.url() };
  return 'unavailable' in kafka
    ? { environment, noKafka: kafka.unavailable, stop }
    : { environment: { ...environment, PORTCULLIS_TEST_KAFKA: kafka.brokers }, noKafka: undefined, stop };
}

/** Not KAFKA_BROKERS: tests leave topics behind, which nobody wants on the cluster that they work with. */
async function startKafka(directory: string, onProgress: (line: string) => void): Promise<RunningKafka | { readonly unavailable: string }> {
  try {
    const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, KAFKA_CACHE);
    const options = { directory, cacheDirectory: KAFKA_CACHE, onProgress, deleteOnStop: true };
    if (provider.kind === 'none') return { unavailable: provider.reason };
    return await (provider.kind === 'docker' ? startDockerKafka(options) : startNativeKafka(options));
  } catch (error) {
    return { unavailable: messageOf(error) };
  }
}
