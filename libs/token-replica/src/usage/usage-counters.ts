import type { UsageRecord } from '@portcullis/messages';
import { TokenIds } from '../content/token-ids.js';
import { AcceptedCalls } from './accepted-calls.js';
import { ChangedCounters } from './changed-counters.js';
import { CounterRows } from './counter-rows.js';

/** Why an authentic token's call was refused, as it is counted. */
export type RefusalReason = keyof UsageRecord['refused'];

/** Where a checked token stands: one read's tokens by row. A row remembers where its token is counted. */
export interface CountedTokens {
  readonly ids: TokenIds;
  readonly rows: { use(row: number): number; setUse(row: number, use: number): void };
}

/** A row remembers its counter in 32 bits. */
const LAST_USE = 2 ** 32 - 1;

/**
 * Cumulative counts of one boot, a counter a token. A token's first call finds its counter by the token's id, whichever
 * read of the topic it was checked against; from then on the row knows it, and counting touches one line of memory. Since
 * counts only grow, a record that is lost, doubled or late changes no total.
 */
export class UsageCounters {
  private readonly ids = new TokenIds();
  private readonly counters = new CounterRows();
  private readonly changed = new ChangedCounters(this.counters);
  private readonly calls = new AcceptedCalls((tokens, row, atMs, address) => {
    const counter = this.counterOf(tokens, row);
    this.counters.accept(counter, atMs);
    this.changed.mark(counter, address);
  });

  /**
   * @param usedBefore what `lastUse` told of the boot before, 0 in a process's first: what rows remember of former boots
   *   is told apart by being no higher.
   */
  constructor(
    private readonly service: string,
    readonly boot: string,
    private readonly usedBefore: number,
  ) {}

  accepted(tokens: CountedTokens, row: number, atMs: number, address: string): void {
    this.calls.add(tokens, row, atMs, address);
  }

  refused(tokens: CountedTokens, row: number, reason: RefusalReason): void {
    const counter = this.counterOf(tokens, row);
    this.counters.refuse(counter, reason);
    this.changed.mark(counter, null);
  }

  /** The highest number that a row remembers of this boot, or any before it. */
  lastUse(): number {
    this.calls.settle();
    return this.usedBefore + this.ids.size;
  }

  /** How many counters have changed and were not yet taken. */
  countChanged(): number {
    this.calls.settle();
    return this.changed.size;
  }

  /** The counts of the `most` tokens that have waited longest since they changed. */
  takeChanged(most: number): readonly UsageRecord[] {
    this.calls.settle();
    return this.changed.take(most).map((counter) => this.record(counter));
  }

  /** These counts did not arrive: they are to be taken again. */
  putBack(records: readonly UsageRecord[]): void {
    for (const { tokenId } of records) this.changed.mark(this.ids.find(tokenId), null);
  }

  private counterOf(tokens: CountedTokens, row: number): number {
    const use = tokens.rows.use(row);
    return use > this.usedBefore ? use - this.usedBefore - 1 : this.firstUse(tokens, row);
  }

  private firstUse(tokens: CountedTokens, row: number): number {
    const counter = this.ids.internFrom(tokens.ids, row);
    this.counters.makeRoom(this.ids.size);
    const use = this.usedBefore + counter + 1;
    // Beyond that, after many boots, a token is found by its id at every call.
    if (use <= LAST_USE) tokens.rows.setUse(row, use);
    return counter;
  }

  private record(counter: number): UsageRecord {
    const { service, boot } = this;
    return { schema: 1, service, boot, tokenId: this.ids.text(counter), ...this.counters.read(counter) };
  }
}
