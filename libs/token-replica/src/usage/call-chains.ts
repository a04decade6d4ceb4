/**
 * Finds the calls of one counter in a ring of calls without looking at the others: each is linked to the one before it whose
 * counter has the same last bits. Links are made when somebody asks, each call's once: a request pays nothing for them, and
 * thousands of tokens that are closed at once go through the ring once in all.
 */
export class CallChains {
  private readonly size: number;
  /** The newest linked call of each chain. */
  private readonly heads: Float64Array;
  /** By place in the ring: how many calls before it the one before in its chain came; `size`: none that is remembered. */
  private readonly distances: Uint32Array;
  private linkedTo = 0;

  /** @param counters by place in the ring, whose size is a power of two: that of call number n stands at n modulo the size */
  constructor(private readonly counters: Uint32Array) {
    this.size = counters.length;
    this.heads = new Float64Array(this.size).fill(-this.size);
    this.distances = new Uint32Array(this.size);
  }

  /**
   * Numbers of this counter's calls among those from `from` on, in their order.
   *
   * @param from none that the ring has forgotten
   * @param to how many calls there were
   */
  numbers(counter: number, from: number, to: number): readonly number[] {
    this.link(to);
    const { size, counters } = this;
    const found: number[] = [];
    for (let call = this.heads[counter % size] ?? 0; call >= from; call -= this.distances[call % size] ?? size) {
      if (counters[call % size] === counter) found.push(call);
    }
    return found.reverse();
  }

  private link(to: number): void {
    const { size, counters, heads, distances } = this;
    for (let call = Math.max(this.linkedTo, to - size); call < to; call += 1) {
      const chain = (counters[call % size] ?? 0) % size;
      distances[call % size] = Math.min(call - (heads[chain] ?? 0), size);
      heads[chain] = call;
    }
    this.linkedTo = to;
  }
}
