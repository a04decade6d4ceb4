import type { CountedTokens } from './usage-counters.js';

const CALLS = 128;

/**
 * Accepted calls that are not counted yet, a few at most. Where a token's counter is not in the processor's caches, to
 * wait for it costs as much as the rest of the look-up; counted one after the other, many are waited for at once.
 */
export class AcceptedCalls {
  private tokens: CountedTokens | undefined;
  private readonly rows = new Uint32Array(CALLS);
  private readonly times = new Float64Array(CALLS);
  private readonly addresses = new Array<string>(CALLS).fill('');
  private count = 0;

  constructor(private readonly settled: (tokens: CountedTokens, row: number, atMs: number, address: string) => void) {}

  add(tokens: CountedTokens, row: number, atMs: number, address: string): void {
    if (tokens !== this.tokens || this.count === CALLS) this.settle();
    this.tokens = tokens;
    this.rows[this.count] = row;
    this.times[this.count] = atMs;
    this.addresses[this.count] = address;
    this.count += 1;
  }

  /** Counts them, in their order. */
  settle(): void {
    const { tokens, count } = this;
    if (tokens === undefined) return;
    this.count = 0;
    // A content that was swapped for another is not held any longer than its calls.
    this.tokens = undefined;
    for (let call = 0; call < count; call += 1) {
      this.settled(tokens, this.rows[call] ?? 0, this.times[call] ?? 0, this.addresses[call] ?? '');
    }
  }
}
