import { append, type EventToAppend, eventStoreMigrations } from '@portcullis/event-store';
import type { Alarms, HealthRegistry, MetricsRegistry, ServiceLog } from '@portcullis/service-kit';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { Registry } from 'prom-client';
import type { Configuration } from '../configuration.js';
import { Evidence, type EvidenceParts } from './evidence.js';
import { EvidenceDatabase } from './evidence-database.js';
import type { EvidenceSettings } from './evidence-settings.js';
import { evidenceMigrations } from './migrations/index.js';
import { TreeFollower } from './tree/tree-follower.js';

const TABLES = ['event', 'event_head', 'evidence_tree', 'evidence_tile', 'evidence_checkpoint', 'evidence_workspace'];
const AS_THE_OWNER_OF_THE_DATABASE = 'SET LOCAL session_replication_role = replica';

/** An event store with its evidence, and what its owner can do to it behind the service's back. */
export class EvidenceStore {
  private constructor(
    readonly database: TestDatabase,
    /** Connections like the service's own. */
    readonly evidence: EvidenceDatabase,
  ) {}

  static async open(): Promise<EvidenceStore> {
    const database = await createTestDatabase([...eventStoreMigrations, ...evidenceMigrations]);
    return new EvidenceStore(database, new EvidenceDatabase(database.connectionString, { warn: () => undefined }));
  }

  follower(): TreeFollower {
    return new TreeFollower(this.evidence, () => false);
  }

  /** Appends events, each of the next workspace of a few. */
  async append(count: number, workspaces = 3): Promise<void> {
    const { length: before } = await this.bytes();
    for (let done = 0; done < count; done += 500) {
      const events = Array.from({ length: Math.min(500, count - done) }, (_, at) => newEvent(before + done + at, workspaces));
      await this.database.transaction((query) => append(query, events, { actor: { type: 'system', id: 'spec' }, requestId: 'req_spec' }));
    }
  }

  /** The stored bytes of every event, by position. */
  async bytes(): Promise<Buffer[]> {
    return (await this.database.query<{ bytes: Buffer }>('SELECT bytes FROM event ORDER BY position')).map(({ bytes }) => bytes);
  }

  /** What no statement of the service could do: triggers do not hold its owner up. */
  async tamper(...statements: readonly string[]): Promise<void> {
    await this.database.transaction(async (query) => {
      await query(AS_THE_OWNER_OF_THE_DATABASE);
      for (const statement of statements) await query(statement);
    });
  }

  async backup(): Promise<void> {
    await this.tamper('DROP SCHEMA IF EXISTS backup CASCADE', 'CREATE SCHEMA backup', ...TABLES.map((table) => `CREATE TABLE backup.${table} AS TABLE ${table}`));
  }

  async restore(): Promise<void> {
    await this.tamper(...TABLES.flatMap((table) => [`DELETE FROM ${table}`, `INSERT INTO ${table} SELECT * FROM backup.${table}`]));
  }

  async drop(): Promise<void> {
    await this.evidence.close();
    await this.database.drop();
  }
}

function newEvent(number: number, workspaces: number): EventToAppend {
  return { stream: `token/tok_${number}`, expectedVersion: 0, type: 'TokenIssued', schemaVersion: 1, workspaceId: `wsp_${number % workspaces}`, data: { number } };
}

/** One token-service's evidence, and what it tells an operator. */
export interface RunningEvidence {
  readonly evidence: Evidence;
  readonly alarms: Map<string, object>;
  readonly warnings: string[];
  stop(): Promise<void>;
}

/** Opens evidence as the service does; it follows, signs and verifies only once it is started. @throws StartRefused */
export async function openEvidence({ database }: EvidenceStore, settings: EvidenceSettings): Promise<RunningEvidence> {
  const alarms = new Map<string, object>();
  const warnings: string[] = [];
  const parts = {
    configuration: { databaseUrl: database.connectionString, evidence: settings } as Configuration,
    alarms: { raise: (code: string, details: object = {}) => alarms.set(code, details), clear: (code: string) => alarms.delete(code) } as unknown as Alarms,
    health: { register: () => undefined } as unknown as HealthRegistry,
    log: { warn: (_details: object, message: string) => warnings.push(message) } as unknown as ServiceLog,
    metrics: { registry: new Registry() } as unknown as MetricsRegistry,
  } satisfies EvidenceParts;
  const evidence = await Evidence.open(parts);
  return { evidence, alarms, warnings, stop: () => evidence.onApplicationShutdown() };
}
