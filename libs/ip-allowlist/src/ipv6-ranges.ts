import type { AddressWords } from './address.js';
import type { AddressRange } from './range.js';

/** Words of one block: four for its first address, four for its last. */
const STRIDE = 8;

/** IPv6 blocks, disjoint and in order, each as eight 32-bit words in one array. */
export class Ipv6Ranges {
  private readonly words: Uint32Array;
  private readonly count: number;

  constructor(ranges: readonly AddressRange[]) {
    const disjoint = withoutContained(ranges);
    this.count = disjoint.length;
    this.words = Uint32Array.from(disjoint.flatMap(({ first, last }) => [...first, ...last]));
  }

  contains(address: AddressWords): boolean {
    let low = 0;
    let high = this.count;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (compareAt(this.words, middle * STRIDE, address) <= 0) low = middle + 1;
      else high = middle;
    }
    return low > 0 && compareAt(this.words, (low - 1) * STRIDE + 4, address) >= 0;
  }
}

/** Negative, zero or positive, as the address at `offset` lies before, on or after the other. */
function compareAt(words: Uint32Array, offset: number, address: AddressWords): number {
  for (let word = 0; word < 4; word++) {
    const difference = (words[offset + word] ?? 0) - (address[word] ?? 0);
    if (difference !== 0) return difference;
  }
  return 0;
}

/** Two CIDR blocks are apart or one holds the other: with the held ones gone, the last block that begins at or before an address decides. */
function withoutContained(ranges: readonly AddressRange[]): AddressRange[] {
  const ordered = ranges.toSorted((one, other) => compareAt(one.first, 0, other.first) || compareAt(other.last, 0, one.last));
  let end: AddressWords | undefined;
  return ordered.filter(({ last }) => {
    if (end !== undefined && compareAt(last, 0, end) <= 0) return false;
    end = last;
    return true;
  });
}
