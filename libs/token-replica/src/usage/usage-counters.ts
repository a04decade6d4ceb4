import type { UsageRecord } from '@portcullis/messages';
import { TokenIds } from '../content/token-ids.js';
import { ACCEPTED, callKind, outcomeNumber, outcomeOf, reasonOf, type RefusalReason } from './call-kind.js';
import { ChangedCounters } from './changed-counters.js';
import { CounterRows } from './counter-rows.js';
import { type RecentCall, RecentCalls } from './recent-calls.js';
import type { Cell } from './usage-cells.js';
import { UsageDetail } from './usage-detail.js';

/** Where a checked token stands: one read's tokens by row. A row remembers where its token is counted. */
export interface CountedTokens {
  readonly ids: TokenIds;
  readonly rows: { use(row: number): number; setUse(row: number, use: number): void };
}

/** A row remembers its counter in 32 bits. */
const LAST_USE = 2 ** 32 - 1;

/**
 * Cumulative counts of one boot, a counter a token. A row remembers its counter, so that counting touches one line of
 * memory. A counter is given its token's id soon afterwards, off the request's path; where another read of the topic takes
 * the place of the one before, with other rows, a token finds its counter by that id. Since counts only grow, a
 * record that is lost, doubled or late changes no total.
 */
export class UsageCounters {
  private readonly counters = new CounterRows();
  private readonly changed = new ChangedCounters(this.counters);
  /** The ids of the first counters, as many as have been told or named. */
  private readonly ids = new TokenIds();
  /** The read whose rows the counters without an id are of; undefined: there is none without, so no read is kept for them. */
  private tokens: CountedTokens | undefined;
  /** The read that was counted last: to know whether another one comes. */
  private lastTokens: WeakRef<CountedTokens> | undefined;
  /** Some tokens have a counter that their row does not remember: of another read, or beyond what fits in a row. */
  private findById = false;
  private readonly detail = new UsageDetail();
  private readonly calls: RecentCalls;

  /**
   * @param usedBefore what `lastUse` told of the boot before, 0 in a process's first: what rows remember of former boots
   *   is told apart by being no higher.
   * @param onMany many calls wait for `takeCalls`
   */
  constructor(
    private readonly service: string,
    readonly boot: string,
    private readonly usedBefore: number,
    onMany: () => void = () => undefined,
  ) {
    this.calls = new RecentCalls({
      settled: (tokens, row, kind, atMs, address) => {
        const counter = this.counterOf(tokens, row);
        if (outcomeOf(kind) === ACCEPTED) this.counters.accept(counter, atMs);
        else this.refuse(counter, kind);
        this.changed.mark(counter, outcomeOf(kind) === ACCEPTED ? address : null);
        return counter;
      },
      taken: (counter, kind, atMs, address) => {
        this.detail.count(counter, kind, atMs, address);
      },
      many: onMany,
    });
  }

  /** @param route see GuardedRoutes */
  accepted(tokens: CountedTokens, row: number, atMs: number, address: string, route = 0): void {
    this.calls.add(tokens, row, callKind(ACCEPTED, route), atMs, address);
  }

  refused(tokens: CountedTokens, row: number, reason: RefusalReason, atMs: number, address: string, route = 0): void {
    this.calls.add(tokens, row, callKind(outcomeNumber(reason), route), atMs, address);
  }

  /** The highest number that a row remembers of this boot, or any before it. */
  lastUse(): number {
    this.calls.settle();
    return this.usedBefore + this.counters.size;
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

  /**
   * Gives ids to the next counters without one, at most so many: about a microsecond each, which a call that is the first
   * after another read took over would otherwise have to wait for.
   * @returns whether some are left without one.
   */
  nameNext(most: number): boolean {
    this.calls.settle();
    this.giveIds(Math.min(this.ids.size + most, this.counters.size));
    if (this.ids.size < this.counters.size) return true;
    this.tokens = undefined;
    return false;
  }

  /** These counts did not arrive: they are to be taken again. */
  putBack(records: readonly UsageRecord[]): void {
    for (const { tokenId } of records) this.changed.mark(this.ids.find(tokenId), null);
  }

  /** How many calls there were. */
  get callCount(): number {
    return this.calls.count;
  }

  /** Takes some calls into the detail, at most so many; @returns whether some are left. */
  takeCalls(most: number): boolean {
    this.calls.settle();
    this.calls.take(most);
    return this.calls.untaken > 0;
  }

  /** Cells of the detail that are held. */
  get cells(): number {
    return this.detail.size;
  }

  /** Takes cells away, at most so many, each with its token's id; they are never told again by these counters. */
  takeCells(most: number): readonly (Cell & { readonly tokenId: string })[] {
    const ids = new Map<number, string>();
    const idOf = (counter: number): string => {
      const known = ids.get(counter);
      if (known !== undefined) return known;
      const id = this.idOf(counter);
      ids.set(counter, id);
      return id;
    };
    return this.detail.take(most).map(({ counter, kind, minute, address, calls }) => ({ counter, kind, minute, address, calls, tokenId: idOf(counter) }));
  }

  /** The accepted calls of a token among those remembered from this number on; `complete`: none were forgotten. */
  acceptedSince(tokens: CountedTokens, row: number, from: number): { readonly complete: boolean; readonly calls: readonly RecentCall[] } {
    this.calls.settle();
    const counter = this.findCounter(tokens, row);
    const complete = this.calls.remembersFrom(from);
    if (counter === -1) return { complete, calls: [] };
    return { complete, calls: this.calls.of(counter, from).filter(({ kind }) => outcomeOf(kind) === ACCEPTED) };
  }

  /** -1: none. A row of another read remembers none of this boot's counters, and one that a later boot counts too another's. */
  private findCounter(tokens: CountedTokens, row: number): number {
    const use = tokens.rows.use(row);
    if (use > this.usedBefore && use <= this.usedBefore + this.counters.size) return use - this.usedBefore - 1;
    this.giveIds(this.counters.size);
    return this.ids.findFrom(tokens.ids, row);
  }

  private refuse(counter: number, kind: number): void {
    const reason = reasonOf(kind);
    if (reason !== undefined) this.counters.refuse(counter, reason);
  }

  private counterOf(tokens: CountedTokens, row: number): number {
    const use = tokens.rows.use(row);
    return use > this.usedBefore ? use - this.usedBefore - 1 : this.firstUse(tokens, row);
  }

  private firstUse(tokens: CountedTokens, row: number): number {
    if (tokens !== this.tokens) this.goOverTo(tokens);
    const known = this.findById ? this.ids.findFrom(tokens.ids, row) : -1;
    const counter = known === -1 ? this.counters.add(row) : known;
    const use = this.usedBefore + counter + 1;
    if (use <= LAST_USE) tokens.rows.setUse(row, use);
    else this.findAfterwards();
    return counter;
  }

  private goOverTo(tokens: CountedTokens): void {
    const isAnother = this.lastTokens?.deref() !== tokens;
    if (isAnother && this.counters.size > 0) this.findAfterwards();
    if (isAnother) this.lastTokens = new WeakRef(tokens);
    this.tokens = tokens;
  }

  /** From now on tokens may have to be found by id, so no counter may be without. */
  private findAfterwards(): void {
    this.giveIds(this.counters.size);
    this.findById = true;
  }

  /** To the first `count` counters. Those without an id are of one read, each of another token. */
  private giveIds(count: number): void {
    const { tokens } = this;
    if (tokens === undefined) return;
    while (this.ids.size < count) this.ids.internFrom(tokens.ids, this.counters.firstRow(this.ids.size));
  }

  private record(counter: number): UsageRecord {
    const { service, boot } = this;
    return { schema: 1, service, boot, tokenId: this.idOf(counter), ...this.counters.read(counter) };
  }

  private idOf(counter: number): string {
    this.giveIds(counter + 1);
    return this.ids.text(counter);
  }
}
