import { type LogConnection, provisionEmbeddedLog } from '@portcullis/log';
import { TOPICS } from '@portcullis/messages';
import type { Surroundings } from '../surroundings/surroundings.js';
import { withClient } from '../surroundings/with-client.js';

export type LogKind = 'kafka' | 'embedded';

/** A new log between the services of one installation. */
export interface LogBetween {
  /** What a service is told of it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly connection: LogConnection;
  stop(): Promise<void>;
}

/** Topics of the benchmark's own, beside the system's: for trips through the bare log. */
export const RAW_TOPICS = ['bench.raw.there', 'bench.raw.back'].map((name) => ({ name, cleanup: { policy: 'delete', retentionMs: 3_600_000 } }) as const);

/** @returns why there is none, where this machine can have no Kafka. */
export async function openLogBetween(kind: LogKind, surroundings: Surroundings): Promise<LogBetween | { readonly missing: string }> {
  if (kind === 'embedded') return embedded(await surroundings.database('log'));
  const kafka = await surroundings.startKafka();
  if ('missing' in kafka) return kafka;
  return {
    environment: { KAFKA_BROKERS: kafka.brokers },
    connection: { kind: 'kafka', brokers: [kafka.brokers], clientId: 'bench' },
    stop: () => kafka.stop(),
  };
}

async function embedded(connectionString: string): Promise<LogBetween> {
  const { username } = new URL(connectionString);
  await withClient(connectionString, (client) =>
    provisionEmbeddedLog(
      async <R extends object>(sql: string, params: readonly unknown[] = []) => (await client.query<R>(sql, params.length === 0 ? undefined : [...params])).rows,
      [...TOPICS, ...RAW_TOPICS].map((topic) => ({ topic, writers: [username], readers: [username] })),
    ),
  );
  return { environment: { LOG_DATABASE_URL: connectionString }, connection: { kind: 'embedded', connectionString }, stop: () => Promise.resolve() };
}
