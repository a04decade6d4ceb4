import { EMPTY_ROOT, nodeHash } from './hash.js';
import { hashesOf, largestPowerOfTwo, type LeafRange, type ReadNodes, splitOf } from './tree-node.js';

/** That a tree begins with an older one. */
export interface Consistency {
  readonly oldSize: number;
  readonly oldRoot: Buffer;
  readonly size: number;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
}

/**
 * Proves that the tree of `size` leaves begins with that of `oldSize` (RFC 6962 §2.1.2); nothing is needed where one of
 * them is the other, or the older has no leaf.
 *
 * @throws RangeError for an older tree that is larger.
 */
export function consistencyProof(oldSize: number, size: number, read: ReadNodes): Promise<Buffer[]> {
  if (!(oldSize >= 0 && oldSize <= size)) throw new RangeError(`A tree of ${size} leaves does not begin with one of ${oldSize}`);
  return hashesOf(oldSize === 0 ? [] : besideTheOld(oldSize, { begin: 0, end: size }, true), read);
}

/** @param known whether the range is the whole old tree, whose root the verifier has. */
function besideTheOld(oldEnd: number, { begin, end }: LeafRange, known: boolean): LeafRange[] {
  if (oldEnd === end) return known ? [] : [{ begin, end }];
  const middle = begin + splitOf(end - begin);
  const left = { begin, end: middle };
  const right = { begin: middle, end };
  return oldEnd <= middle ? [...besideTheOld(oldEnd, left, known), right] : [...besideTheOld(oldEnd, right, false), left];
}

/** Whether the proof leads to both roots (RFC 9162 §2.1.4.2). */
export function verifyConsistency({ oldSize, oldRoot, size, root, proof }: Consistency): boolean {
  if (!Number.isSafeInteger(oldSize) || !Number.isSafeInteger(size) || oldSize < 0 || oldSize > size) return false;
  if (oldSize === size) return proof.length === 0 && oldRoot.equals(root);
  if (oldSize === 0) return proof.length === 0 && oldRoot.equals(EMPTY_ROOT);
  // The old root is the first node itself where the old tree is one complete subtree.
  const [first, ...others] = largestPowerOfTwo(oldSize) === oldSize ? [oldRoot, ...proof] : proof;
  if (!first) return false;
  const reached = climb(oldSize, size, first, others);
  return reached !== undefined && reached.oldRoot.equals(oldRoot) && reached.root.equals(root);
}

function climb(oldSize: number, size: number, first: Buffer, proof: readonly Buffer[]): { oldRoot: Buffer; root: Buffer } | undefined {
  let place = oldSize - 1;
  let last = size - 1;
  while (place % 2 === 1) [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  let oldRoot = first;
  let root = first;
  for (const beside of proof) {
    if (last === 0) return undefined;
    if (place % 2 === 1 || place === last) {
      oldRoot = nodeHash(beside, oldRoot);
      root = nodeHash(beside, root);
      while (place % 2 === 0 && place > 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else root = nodeHash(root, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 ? { oldRoot, root } : undefined;
}
