import { afterEach, beforeEach } from '@jest/globals';
import { append, eventStoreMigrations, MAX_EVENTS_PER_APPEND, type Query } from '@portcullis/event-store';
import type { LogProducer, OutgoingRecord } from '@portcullis/log';
import { CLOSED_KEY, type ClosedRecord } from '@portcullis/messages';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { publicationMigrations } from '../migrations/index.js';
import { readCheckpoint, takeLease, type Term } from './lease.js';
import { type Nonce, round, type RoundResult } from './round.js';

export const LOG = 'embedded 1';
export const BOOT = 'd'.repeat(32);
const boot: Nonce = { boot: BOOT, service: 'inventory-public-api', boundMs: 30_000, nonce: 7 };

/** What differs from a round of one boot, from the checkpoint that stands, to a log that takes everything. */
interface OtherRound {
  readonly producer?: LogProducer;
  readonly checkpoint?: Term['checkpoint'];
  readonly nonces?: readonly Nonce[];
}

/** A store whose relay is in office, and all that its rounds did. */
export class RelayedStore {
  readonly steps: string[] = [];
  readonly sent: OutgoingRecord[] = [];
  /** How many records each send had, and the key of its last one. */
  readonly sends: { readonly records: number; readonly last: string | undefined }[] = [];

  readonly producer: LogProducer = {
    send: (records) => {
      if (records.some(({ key }) => key !== CLOSED_KEY)) this.steps.push('messages');
      if (records.at(-1)?.key === CLOSED_KEY) this.steps.push('closed');
      this.sends.push({ records: records.length, last: records.at(-1)?.key });
      this.sent.push(...records);
      return Promise.resolve({ firstOffset: 0, lastOffset: 0 });
    },
    close: () => Promise.resolve(),
  };

  private constructor(
    readonly database: TestDatabase,
    readonly term: Term,
  ) {}

  static async open(): Promise<RelayedStore> {
    const database = await createTestDatabase([...eventStoreMigrations, ...publicationMigrations]);
    const term = await takeLease(database.query, 'holder-1', LOG);
    if (term === undefined) throw new Error('the lease of a new store is free');
    return new RelayedStore(database, term);
  }

  async commit(tokenId: string, version: number): Promise<void> {
    const body = { tokenId, version };
    const event = { stream: tokenId, expectedVersion: version - 1, type: 'TokenUpdated', schemaVersion: 1, workspaceId: 'wsp_1', data: body };
    await this.append([{ ...event, message: { key: tokenId, body } }]);
  }

  /** As many tokens as that, tok_0 and on, in transactions of the most events that one takes. */
  async commitMany(count: number): Promise<void> {
    const events = Array.from({ length: count }, (_, at) => {
      const body = { tokenId: `tok_${at}`, version: 1 };
      return { stream: body.tokenId, expectedVersion: 0, type: 'TokenIssued', schemaVersion: 1, workspaceId: 'wsp_1', data: body, message: { key: body.tokenId, body } };
    });
    for (let from = 0; from < count; from += MAX_EVENTS_PER_APPEND) await this.append(events.slice(from, from + MAX_EVENTS_PER_APPEND));
  }

  async runRound({ producer = this.producer, checkpoint, nonces = [boot] }: OtherRound = {}): Promise<RoundResult> {
    const { epoch } = this.term;
    const from = checkpoint ?? (await readCheckpoint(this.database.query, epoch)) ?? this.term.checkpoint;
    const copyNonces = (): readonly Nonce[] => {
      this.steps.push('nonces');
      return nonces;
    };
    return round({ query: this.query, producer, epoch, checkpoint: from, copyNonces, admitted: new Set(), sawCommitted: () => undefined });
  }

  /** The closed record that was sent last. */
  closed(): ClosedRecord {
    const last = this.sent.findLast(({ key }) => key === CLOSED_KEY);
    return JSON.parse(String(last?.value)) as ClosedRecord;
  }

  private async append(events: Parameters<typeof append>[1]): Promise<void> {
    await this.database.transaction((tx) => append(tx, events, { actor: { type: 'system', id: 'test' }, requestId: 'req_1' }));
  }

  /** The store's queries, written down as what they are in a round. */
  private readonly query: Query = (sql, params) => {
    if (sql.includes('INSERT INTO replica_boot')) this.steps.push('admit');
    if (sql.includes('pg_is_in_recovery')) this.steps.push('head');
    if (sql.includes('UPDATE relay_lease SET position')) this.steps.push('checkpoint');
    return this.database.query(sql, params);
  };
}

/** A new one before each test of the suite, by a function that gives today's. */
export function relayedStoreOfSuite(): () => RelayedStore {
  let store: RelayedStore;
  beforeEach(async () => {
    store = await RelayedStore.open();
  });
  afterEach(() => store.database.drop());
  return () => store;
}
