import type { AddressRange } from './range.js';

/** IPv4 blocks, disjoint and in order, as pairs of 32-bit numbers. */
export class Ipv4Ranges {
  private readonly firsts: Uint32Array;
  private readonly lasts: Uint32Array;

  constructor(ranges: readonly AddressRange[]) {
    const pairs = ranges.map(({ first, last }) => [first[3] ?? 0, last[3] ?? 0] as const);
    const disjoint = withoutContained(pairs);
    this.firsts = Uint32Array.from(disjoint, ([first]) => first);
    this.lasts = Uint32Array.from(disjoint, ([, last]) => last);
  }

  contains(address: number): boolean {
    let low = 0;
    let high = this.firsts.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.firsts[middle] ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    return low > 0 && address <= (this.lasts[low - 1] ?? 0);
  }
}

/** Two CIDR blocks are apart or one holds the other: with the held ones gone, the last block that begins at or before an address decides. */
function withoutContained(pairs: readonly (readonly [number, number])[]): (readonly [number, number])[] {
  const ordered = pairs.toSorted(([first, last], [otherFirst, otherLast]) => first - otherFirst || otherLast - last);
  let end = -1;
  return ordered.filter(([, last]) => {
    if (last <= end) return false;
    end = last;
    return true;
  });
}
