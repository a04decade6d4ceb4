import type { UsageRecord } from '@portcullis/messages';
import { Timestamps } from './timestamps.js';

/**
 * What an accepted call touches of a counter is 32 bytes; as doubles, since a count of 32 bits ends after half a day of one
 * busy token. Memory for what few tokens have is made when the first of a page has it.
 */
const DOUBLES = 4;
const SHIFT = 14;
const IN_PAGE = (1 << SHIFT) - 1;

const ACCEPTED = 0;
const LAST_ACCEPTED = 1;
const MARK = 2;
const FIRST_ROW = 3;

const REFUSED = { expired: 0, disabled: 1, revoked: 2, scope: 3, address: 4 } as const satisfies Record<keyof UsageRecord['refused'], number>;
const REASONS = 5;
const NONE_REFUSED: UsageRecord['refused'] = { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 };

interface Page {
  readonly doubles: Float64Array;
  refused?: Float64Array;
  lastAddresses?: (string | null)[];
}

/** Counters by number, in pages: growth copies nothing, and an accepted call allocates nothing. */
export class CounterRows {
  private readonly pages: Page[] = [];
  private count = 0;
  private readonly timestamps = new Timestamps();

  get size(): number {
    return this.count;
  }

  /** A new counter, of the token in this row: the `size` before. */
  add(row: number): number {
    const counter = this.count;
    if ((counter & IN_PAGE) === 0) this.pages.push({ doubles: new Float64Array(DOUBLES << SHIFT) });
    this.count += 1;
    this.page(counter).doubles[(counter & IN_PAGE) * DOUBLES + FIRST_ROW] = row;
    return counter;
  }

  /** The row that it was made for. */
  firstRow(counter: number): number {
    return this.page(counter).doubles[(counter & IN_PAGE) * DOUBLES + FIRST_ROW] ?? 0;
  }

  accept(counter: number, atMs: number): void {
    const { doubles } = this.page(counter);
    const at = (counter & IN_PAGE) * DOUBLES;
    doubles[at + ACCEPTED] = (doubles[at + ACCEPTED] ?? 0) + 1;
    doubles[at + LAST_ACCEPTED] = atMs;
  }

  refuse(counter: number, reason: keyof typeof REFUSED): void {
    const refused = (this.page(counter).refused ??= new Float64Array(REASONS << SHIFT));
    const at = (counter & IN_PAGE) * REASONS + REFUSED[reason];
    refused[at] = (refused[at] ?? 0) + 1;
  }

  setLastAddress(counter: number, address: string): void {
    const addresses = (this.page(counter).lastAddresses ??= new Array<string | null>(1 << SHIFT).fill(null));
    addresses[counter & IN_PAGE] = address;
  }

  /** When the counter's change was marked; see ChangedCounters. */
  mark(counter: number): number {
    return this.page(counter).doubles[(counter & IN_PAGE) * DOUBLES + MARK] ?? 0;
  }

  setMark(counter: number, mark: number): void {
    this.page(counter).doubles[(counter & IN_PAGE) * DOUBLES + MARK] = mark;
  }

  read(counter: number): Pick<UsageRecord, 'accepted' | 'refused' | 'lastAcceptedAt' | 'lastAcceptedAddress'> {
    const { doubles, refused, lastAddresses } = this.page(counter);
    const at = (counter & IN_PAGE) * DOUBLES;
    const accepted = doubles[at + ACCEPTED] ?? 0;
    return {
      accepted,
      refused: refused === undefined ? NONE_REFUSED : refusedAt(refused, (counter & IN_PAGE) * REASONS),
      lastAcceptedAt: accepted === 0 ? null : this.timestamps.of(doubles[at + LAST_ACCEPTED] ?? 0),
      lastAcceptedAddress: lastAddresses?.[counter & IN_PAGE] ?? null,
    };
  }

  private page(counter: number): Page {
    const page = this.pages[counter >>> SHIFT];
    if (page === undefined) throw new RangeError(`counter ${counter} of ${this.count}`);
    return page;
  }
}

function refusedAt(counts: Float64Array, at: number): UsageRecord['refused'] {
  return {
    expired: counts[at + REFUSED.expired] ?? 0,
    disabled: counts[at + REFUSED.disabled] ?? 0,
    revoked: counts[at + REFUSED.revoked] ?? 0,
    scope: counts[at + REFUSED.scope] ?? 0,
    address: counts[at + REFUSED.address] ?? 0,
  };
}
