import type { CounterRows } from './counter-rows.js';

/**
 * The counters that changed since they were last taken, in the order of their first change since then, each once, with
 * the address of its last accepted call. A line and not a set: marking costs no look-up, and the addresses, which are new
 * strings in every request, lie one behind the other until they are taken.
 */
export class ChangedCounters {
  private readonly line: number[] = [];
  /** null: only refused calls so far. */
  private readonly addresses: (string | null)[] = [];
  /** How many of the line's beginning were taken already. */
  private taken = 0;
  /** What was cut off the line's beginning. A counter's mark is its place in the line, counted from 1, with this added. */
  private cut = 0;

  constructor(private readonly counters: CounterRows) {}

  get size(): number {
    return this.line.length - this.taken;
  }

  /** @param address of an accepted call; null: leaves the one that is known. */
  mark(counter: number, address: string | null): void {
    const place = this.counters.mark(counter) - this.cut - 1;
    if (place >= this.taken) {
      if (address !== null) this.addresses[place] = address;
      return;
    }
    this.line.push(counter);
    this.addresses.push(address);
    this.counters.setMark(counter, this.cut + this.line.length);
  }

  /** The first ones, at most so many; each may be marked again from now on. */
  take(most: number): readonly number[] {
    const from = this.taken;
    const counters = this.line.slice(from, from + most);
    counters.forEach((counter, at) => {
      const address = this.addresses[from + at];
      if (typeof address === 'string') this.counters.setLastAddress(counter, address);
    });
    this.taken += counters.length;
    if (this.taken * 2 >= this.line.length) this.cutTaken();
    return counters;
  }

  private cutTaken(): void {
    this.line.splice(0, this.taken);
    this.addresses.splice(0, this.taken);
    this.cut += this.taken;
    this.taken = 0;
  }
}
