import { EMPTY_ROOT, nodeHash } from './hash.js';

/** A complete subtree: over the leaves [index · 2^level, (index + 1) · 2^level). */
export interface TreeNode {
  readonly level: number;
  readonly index: number;
}

/** Answers the hash of each node, in the order asked; all of what one proof needs is asked for at once. */
export type ReadNodes = (nodes: readonly TreeNode[]) => Promise<readonly Buffer[]>;

/** Leaves [begin, end). */
export interface LeafRange {
  readonly begin: number;
  readonly end: number;
}

/** The hash of each range, in the order asked. A range begins where a subtree at least as large as it could. */
export async function hashesOf(ranges: readonly LeafRange[], read: ReadNodes): Promise<Buffer[]> {
  const covers = ranges.map(coverOf);
  const hashes = await read(covers.flat());
  let taken = 0;
  return covers.map((cover) => foldPeaks(hashes.slice(taken, (taken += cover.length))));
}

/** The root of the first `size` leaves. */
export async function rootOf(size: number, read: ReadNodes): Promise<Buffer> {
  const [root = EMPTY_ROOT] = size === 0 ? [] : await hashesOf([{ begin: 0, end: size }], read);
  return root;
}

/** The complete subtrees that a range is made of, the largest first: one for each bit of its length. */
function coverOf({ begin, end }: LeafRange): TreeNode[] {
  const nodes: TreeNode[] = [];
  for (let at = begin; at < end;) {
    const width = largestPowerOfTwo(end - at);
    nodes.push({ level: Math.log2(width), index: at / width });
    at += width;
  }
  return nodes;
}

/** The hash over complete subtrees that stand beside each other, the largest first (RFC 6962 §2.1). */
export function foldPeaks(peaks: readonly Buffer[]): Buffer {
  return peaks.length === 0 ? EMPTY_ROOT : peaks.reduceRight((right, left) => nodeHash(left, right));
}

/** Where RFC 6962 §2.1 divides `leaves` > 1 leaves: the largest power of two below their number. */
export function splitOf(leaves: number): number {
  return largestPowerOfTwo(leaves - 1);
}

/** The largest power of two that is at most `number`, which is at least 1; exact for every size there is, as a logarithm is not. */
export function largestPowerOfTwo(number: number): number {
  let power = 1;
  while (power <= number / 2) power *= 2;
  return power;
}
