import type { AddressRange } from './range.js';

/** IPv4 blocks, disjoint and in order, as pairs of 32-bit numbers in one array: a short list is one line of memory. */
export class Ipv4Ranges {
  private readonly bounds: Uint32Array;

  constructor(ranges: readonly AddressRange[]) {
    const pairs = ranges.map(({ first, last }) => [first[3] ?? 0, last[3] ?? 0] as const);
    this.bounds = Uint32Array.from(withoutContained(pairs).flat());
  }

  contains(address: number): boolean {
    const { bounds } = this;
    let low = 0;
    let high = bounds.length >>> 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((bounds[2 * middle] ?? 0) <= address) low = middle + 1;
      else high = middle;
    }
    return low > 0 && address <= (bounds[2 * low - 1] ?? 0);
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
