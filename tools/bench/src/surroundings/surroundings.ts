import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from 'pg';
import { findKafkaProvider, KAFKA_IMAGE, KAFKA_VERSION, type RunningKafka, type RunningPostgres, startDockerKafka, startNativeKafka, startPostgres } from '@portcullis/tools';
import { CACHE_FOLDER } from '../peers/cache-folder.js';
import { withClient } from './with-client.js';

export type Kafka = RunningKafka | { readonly missing: string };

/** The servers of one run: started when a measure first asks for them, on the loopback, with data that is deleted. */
export class Surroundings {
  readonly folder = mkdtempSync(join(tmpdir(), 'portcullis-bench-'));
  private startedPostgres: Promise<RunningPostgres> | undefined;
  private readonly brokers: RunningKafka[] = [];
  private databases = 0;
  private kafkaVersion: string | undefined;

  constructor(private readonly say: (line: string) => void) {
    // PostgreSQL runs as another user where the benchmark runs as root.
    chmodSync(this.folder, 0o711);
  }

  /** Durable, as in operation: a commit that is not on the disk would make every figure with a database too good. */
  postgres(): Promise<RunningPostgres> {
    this.startedPostgres ??= startPostgres({ dataDirectory: join(this.folder, 'postgres'), mode: 'durable', deleteOnStop: true });
    return this.startedPostgres;
  }

  /** A new broker: topics have fixed names, so each installation has one of its own. To be stopped by whoever asked. */
  async startKafka(): Promise<Kafka> {
    // Not KAFKA_BROKERS: the figures would be those of another machine, and topics would be left behind there.
    const provider = await findKafkaProvider({ ...process.env, KAFKA_BROKERS: '' }, CACHE_FOLDER);
    const directory = join(this.folder, `kafka-${this.brokers.length + 1}`);
    const options = { directory, cacheDirectory: CACHE_FOLDER, onProgress: this.say, deleteOnStop: true };
    if (provider.kind === 'none') return { missing: provider.reason };
    const broker = await (provider.kind === 'docker' ? startDockerKafka(options) : startNativeKafka(options));
    this.kafkaVersion = provider.kind === 'docker' ? `${KAFKA_IMAGE} in Docker` : KAFKA_VERSION;
    this.brokers.push(broker);
    return broker;
  }

  /** Connection string of a new, empty database, as the superuser. */
  async database(purpose: string): Promise<string> {
    const postgres = await this.postgres();
    this.databases += 1;
    const name = `${purpose}_${this.databases}`;
    await withClient(postgres.url(), (client) => client.query(`CREATE DATABASE ${client.escapeIdentifier(name)}`));
    return postgres.url(name);
  }

  /** Of the servers that were used. */
  async versions(): Promise<{ readonly postgres?: string; readonly kafka?: string }> {
    const postgres = await this.startedPostgres;
    return {
      ...(postgres && { postgres: await withClient(postgres.url(), versionOf) }),
      ...(this.kafkaVersion !== undefined && { kafka: this.kafkaVersion }),
    };
  }

  async close(): Promise<void> {
    await Promise.allSettled(this.brokers.map((broker) => broker.stop()));
    const postgres = await this.startedPostgres?.catch(() => undefined);
    await postgres?.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

async function versionOf(client: Client): Promise<string> {
  const { rows } = await client.query<{ server_version: string }>('SHOW server_version');
  return rows[0]?.server_version ?? 'unknown';
}
