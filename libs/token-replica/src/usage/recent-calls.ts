import { CallChains } from './call-chains.js';
import type { CountedTokens } from './usage-counters.js';

/** Calls that are remembered, a power of two: 1.5 MB. */
const CALLS = 2 ** 16;
const AT = CALLS - 1;
/** Counted together; see `settle`. */
const TOGETHER = 128;
/** From here on it is worth a turn of the event loop to take them. */
const MANY = 8_192;

/** One call, as whoever takes it gets it. */
export interface RecentCall {
  readonly counter: number;
  /** See call-kind.ts. */
  readonly kind: number;
  readonly atMs: number;
  readonly address: string;
}

export interface CallSink {
  /** Counts a call of the token in this row, and returns its counter. */
  settled(tokens: CountedTokens, row: number, kind: number, atMs: number, address: string): number;
  /** Takes a call that was settled. */
  taken(counter: number, kind: number, atMs: number, address: string): void;
  /** Many wait to be taken. */
  many(): void;
}

/**
 * The last calls of a boot, in a ring. A request only writes its call down, into lines of memory that follow one another.
 *
 * They are settled, counted for their tokens, 128 at a time: where a token's counter is not in the processor's caches, to
 * wait for it costs as much as the rest of the look-up; counted one after the other, many are waited for at once. Later,
 * between requests, they are taken for the detail; and until the ring comes round they can be looked up.
 */
export class RecentCalls {
  private tokens: CountedTokens | undefined;
  /** Rows until they are settled, counters from then on. */
  private readonly counters = new Uint32Array(CALLS);
  private readonly kinds = new Uint32Array(CALLS);
  private readonly times = new Float64Array(CALLS);
  private readonly addresses = new Array<string>(CALLS).fill('');
  /** Numbers of calls since the beginning: settled, and taken, up to here. */
  private written = 0;
  private settledTo = 0;
  private takenTo = 0;
  /** Made when a token is first closed. */
  private chains: CallChains | undefined;

  constructor(private readonly sink: CallSink) {}

  /** How many calls there were. */
  get count(): number {
    return this.written;
  }

  get untaken(): number {
    return this.written - this.takenTo;
  }

  add(tokens: CountedTokens, row: number, kind: number, atMs: number, address: string): void {
    if (tokens !== this.tokens || this.written - this.settledTo === TOGETHER) this.settle();
    this.tokens = tokens;
    const at = this.written & AT;
    this.counters[at] = row;
    this.kinds[at] = kind;
    this.times[at] = atMs;
    this.addresses[at] = address;
    this.written += 1;
  }

  /** Counts them, in their order. */
  settle(): void {
    const { tokens, sink } = this;
    if (tokens !== undefined) {
      // A content that was swapped for another is not held any longer than its calls.
      this.tokens = undefined;
      for (let call = this.settledTo; call < this.written; call += 1) {
        const at = call & AT;
        this.counters[at] = sink.settled(tokens, this.counters[at] ?? 0, this.kinds[at] ?? 0, this.times[at] ?? 0, this.addresses[at] ?? '');
      }
      this.settledTo = this.written;
    }
    // What comes round before the event loop had a turn is taken in the request: no call is lost.
    if (this.untaken > CALLS - TOGETHER) this.take(CALLS);
    else if (this.untaken >= MANY) sink.many();
  }

  /** Takes the next calls, at most so many. */
  take(most: number): void {
    const end = Math.min(this.takenTo + most, this.settledTo);
    for (let call = this.takenTo; call < end; call += 1) {
      const at = call & AT;
      this.sink.taken(this.counters[at] ?? 0, this.kinds[at] ?? 0, this.times[at] ?? 0, this.addresses[at] ?? '');
    }
    this.takenTo = end;
  }

  /** @returns false where calls from this number on were forgotten. */
  remembersFrom(call: number): boolean {
    return this.written - call <= CALLS;
  }

  /** Calls of one counter among those remembered from this number on, in their order. */
  of(counter: number, from: number): readonly RecentCall[] {
    this.settle();
    this.chains ??= new CallChains(this.counters);
    return this.chains.numbers(counter, Math.max(from, this.written - CALLS), this.written).map((call) => {
      const at = call & AT;
      return { counter, kind: this.kinds[at] ?? 0, atMs: this.times[at] ?? 0, address: this.addresses[at] ?? '' };
    });
  }
}
