import { head, type Query } from '@portcullis/event-store';
import type { Clock, HealthPart } from '@portcullis/service-kit';
import type { Heard, ProbeBook } from '../boots/probe-book.js';
import { knownBoots, type ReplicaBoot } from '../boots/replica-boots.js';
import { type Moment, type Replica, toReplica } from './replica.js';

export interface KnownReplicasOptions {
  readonly query: Query;
  readonly clock: Clock;
  readonly book: ProbeBook;
}

/** Every replica that there is, or was a moment ago, and how it is. Any instance can tell: each reads every probe. */
export class KnownReplicas implements HealthPart {
  readonly name = 'replicas';
  private last: { readonly rows: readonly ReplicaBoot[]; readonly storeId: string; readonly head: number } | undefined;

  constructor(private readonly options: KnownReplicasOptions) {}

  /** By service and boot; also those that left while this instance listened, for as long as it remembers them. */
  async list(): Promise<readonly Replica[]> {
    const { query } = this.options;
    const heard = this.heardLive();
    const { storeId, position } = await head(query);
    const rows = await knownBoots(query, heard.map(({ probe: { boot } }) => boot));
    return this.describe(rows, heard, { storeId, head: position });
  }

  /** Looks at the table, for whoever asks in between: `health` answers from memory. */
  async look(): Promise<void> {
    const { storeId, position } = await head(this.options.query);
    this.last = { rows: await knownBoots(this.options.query, []), storeId, head: position };
  }

  /** How old a replica lets itself become is its own service's health, not token-service's: shown here, and no more. */
  health(): { status: 'ok'; details: object } {
    if (this.last === undefined) return { status: 'ok', details: { replicas: [] } };
    const replicas = this.describe(this.last.rows, this.heardLive(), this.last).filter(({ status }) => status !== 'gone');
    return { status: 'ok', details: { replicas } };
  }

  private heardLive(): readonly Heard[] {
    return this.options.book.replicas().filter(({ atMs }) => atMs !== -Infinity);
  }

  private describe(rows: readonly ReplicaBoot[], heard: readonly Heard[], store: Omit<Moment, 'monotonicMs'>): readonly Replica[] {
    const moment = { ...store, monotonicMs: this.options.clock.monotonicMs() };
    const admitted = new Set(rows.map(({ boot }) => boot));
    const others = heard.filter(({ probe: { boot, phase } }) => phase === 'serving' && !admitted.has(boot));
    return [...rows.map((row) => toReplica(row, this.options.book.heard(row.boot), moment)), ...others.map((one) => toReplica(undefined, one, moment))].toSorted(
      (one, other) => compare(keyOf(one), keyOf(other)),
    );
  }
}

/** Services have no space in their name, so this sorts by service, then by boot. */
export function keyOf({ service, boot }: Replica): string {
  return `${service} ${boot}`;
}

function compare(one: string, other: string): number {
  return one < other ? -1 : Number(one > other);
}
