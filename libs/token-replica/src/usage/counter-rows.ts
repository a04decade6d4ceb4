import type { UsageRecord } from '@portcullis/messages';

/** One line of memory a counter, 64 bytes; as doubles, since a count of 32 bits ends after half a day of one busy token. */
const DOUBLES = 8;
const SHIFT = 14;
const IN_PAGE = (1 << SHIFT) - 1;

const ACCEPTED = 0;
const LAST_ACCEPTED = 1;
const REFUSED = { expired: 2, disabled: 3, revoked: 4, scope: 5, address: 6 } as const satisfies Record<keyof UsageRecord['refused'], number>;
const MARK = 7;

interface Page {
  readonly doubles: Float64Array;
  readonly lastAddresses: (string | null)[];
}

/** Counters by number, in pages: growth copies nothing, and an accepted call allocates nothing. */
export class CounterRows {
  private readonly pages: Page[] = [];

  /** For counters 0 to `count` - 1. */
  makeRoom(count: number): void {
    while (this.pages.length << SHIFT < count) {
      this.pages.push({ doubles: new Float64Array(DOUBLES << SHIFT), lastAddresses: new Array<string | null>(1 << SHIFT).fill(null) });
    }
  }

  accept(counter: number, atMs: number): void {
    const { doubles } = this.page(counter);
    const at = (counter & IN_PAGE) * DOUBLES;
    doubles[at + ACCEPTED] = (doubles[at + ACCEPTED] ?? 0) + 1;
    doubles[at + LAST_ACCEPTED] = atMs;
  }

  refuse(counter: number, reason: keyof typeof REFUSED): void {
    const { doubles } = this.page(counter);
    const at = (counter & IN_PAGE) * DOUBLES + REFUSED[reason];
    doubles[at] = (doubles[at] ?? 0) + 1;
  }

  setLastAddress(counter: number, address: string): void {
    this.page(counter).lastAddresses[counter & IN_PAGE] = address;
  }

  /** When the counter's change was marked; see ChangedCounters. */
  mark(counter: number): number {
    return this.page(counter).doubles[(counter & IN_PAGE) * DOUBLES + MARK] ?? 0;
  }

  setMark(counter: number, mark: number): void {
    this.page(counter).doubles[(counter & IN_PAGE) * DOUBLES + MARK] = mark;
  }

  read(counter: number): Pick<UsageRecord, 'accepted' | 'refused' | 'lastAcceptedAt' | 'lastAcceptedAddress'> {
    const { doubles, lastAddresses } = this.page(counter);
    const at = (counter & IN_PAGE) * DOUBLES;
    const accepted = doubles[at + ACCEPTED] ?? 0;
    return {
      accepted,
      refused: {
        expired: doubles[at + REFUSED.expired] ?? 0,
        disabled: doubles[at + REFUSED.disabled] ?? 0,
        revoked: doubles[at + REFUSED.revoked] ?? 0,
        scope: doubles[at + REFUSED.scope] ?? 0,
        address: doubles[at + REFUSED.address] ?? 0,
      },
      lastAcceptedAt: accepted === 0 ? null : new Date(doubles[at + LAST_ACCEPTED] ?? 0).toISOString(),
      lastAcceptedAddress: lastAddresses[counter & IN_PAGE] ?? null,
    };
  }

  private page(counter: number): Page {
    const page = this.pages[counter >>> SHIFT];
    if (page === undefined) throw new RangeError(`no room was made for counter ${counter}`);
    return page;
  }
}
