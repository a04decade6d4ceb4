import { type Fact, head, type Query } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import type { DataSource } from 'typeorm';
import { compareTokens } from './compare-tokens.js';
import { compareUses, useAfter, type UseAgain } from './compare-uses.js';
import type { Difference } from './difference.js';
import { factsInChunks } from './facts-in-chunks.js';
import { takeOver } from './take-over.js';
import { tokenAfter, type TokenAgain } from './token-again.js';
import { unfoundedRows } from './unfounded-rows.js';

/** Rows that are compared in one statement. */
const ROWS_AT_ONCE = 500;
/** So many are named; the others are counted. */
const MOST_NAMED = 100;

export interface RebuildProgress {
  readonly events: number;
  /** Events in the store when it began. */
  readonly ofEvents: number;
  readonly differences: number;
}

export interface RebuildOptions {
  /** Rows that differ become what their events make of them. */
  readonly apply: boolean;
  readonly onProgress: (progress: RebuildProgress) => void;
  readonly signal: AbortSignal;
}

export interface Rebuilt {
  readonly events: number;
  readonly tokens: number;
  /** Tokens with recorded uses. */
  readonly usedTokens: number;
  readonly differences: number;
  /** The first of them. */
  readonly differing: readonly Difference[];
  /** How many rows were made what they should be. */
  readonly takenOver: number;
  /** Stopped before the end: what was not reached is not known. */
  readonly isComplete: boolean;
}

/**
 * Makes every row that follows from events again, and compares it with the one that is there, in the same statement that reads
 * it: exact beside a running service, without a lock, in flat memory. With `apply` a row that differs is replaced, under its own
 * lock alone. docs/adr/0042
 */
export async function rebuild(dataSource: DataSource, { apply, onProgress, signal }: RebuildOptions): Promise<Rebuilt> {
  const query = queryOf(dataSource.manager);
  const { position: ofEvents } = await head(query);
  const again = new RowsAgain(dataSource, query);
  const differing: Difference[] = [];
  const counts = { events: 0, differences: 0, takenOver: 0 };
  const meet = async (found: readonly Difference[]): Promise<void> => {
    for (const difference of found) {
      if (signal.aborted) return;
      counts.differences += 1;
      if (differing.length < MOST_NAMED) differing.push(difference);
      if (!apply) continue;
      await takeOver(dataSource, difference);
      counts.takenOver += 1;
    }
    onProgress({ events: counts.events, ofEvents, differences: counts.differences });
  };
  for await (const facts of factsInChunks(query)) {
    if (signal.aborted) break;
    counts.events += facts.length;
    await meet(await again.take(facts));
  }
  if (!signal.aborted) await meet(await again.end());
  for await (const found of unfoundedRows(query)) {
    if (signal.aborted) break;
    await meet(found);
  }
  return { ...counts, ...again.counts, differing, isComplete: !signal.aborted };
}

/** Streams that are over wait to be compared many at once; the one that goes on is kept until it ends. */
class RowsAgain {
  readonly counts = { tokens: 0, usedTokens: 0 };
  private stream = '';
  private token: TokenAgain | undefined;
  private use: UseAgain | undefined;
  private tokens: TokenAgain[] = [];
  private uses: UseAgain[] = [];

  constructor(
    private readonly dataSource: DataSource,
    private readonly query: Query,
  ) {}

  async take(facts: readonly Fact[]): Promise<readonly Difference[]> {
    const found: Difference[] = [];
    for (const fact of facts) {
      if (fact.stream !== this.stream) this.close(fact.stream);
      if (fact.stream.startsWith('token/')) this.token = tokenAfter(this.token, fact);
      else if (fact.stream.startsWith('usage/')) this.use = useAfter(this.use, fact);
      if (this.tokens.length + this.uses.length >= ROWS_AT_ONCE) found.push(...(await this.compare()));
    }
    return found;
  }

  end(): Promise<readonly Difference[]> {
    this.close('');
    return this.compare();
  }

  private close(next: string): void {
    if (this.token) this.tokens.push(this.token);
    if (this.use) this.uses.push(this.use);
    this.counts.tokens += Number(this.token !== undefined);
    this.counts.usedTokens += Number(this.use !== undefined);
    this.token = undefined;
    this.use = undefined;
    this.stream = next;
  }

  private async compare(): Promise<readonly Difference[]> {
    const [tokens, uses] = [this.tokens, this.uses];
    this.tokens = [];
    this.uses = [];
    return [...(await compareTokens(this.dataSource, this.query, tokens)), ...(await compareUses(this.query, uses))];
  }
}
