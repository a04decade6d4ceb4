import { nodeHash } from './hash.js';
import { hashesOf, type LeafRange, type ReadNodes, splitOf } from './tree-node.js';

/** That a leaf stands at a place of a tree. */
export interface Inclusion {
  readonly leafHash: Buffer;
  /** From 0. */
  readonly index: number;
  readonly size: number;
  readonly root: Buffer;
  readonly proof: readonly Buffer[];
}

/**
 * The audit path of a leaf (RFC 6962 §2.1.1), from the leaf upwards.
 *
 * @throws RangeError for an index that is not in the tree.
 */
export function inclusionProof(index: number, size: number, read: ReadNodes): Promise<Buffer[]> {
  if (!(index >= 0 && index < size)) throw new RangeError(`Leaf ${index} is not in a tree of ${size}`);
  return hashesOf(besideThePath(index, { begin: 0, end: size }), read);
}

function besideThePath(index: number, { begin, end }: LeafRange): LeafRange[] {
  if (end - begin === 1) return [];
  const middle = begin + splitOf(end - begin);
  const left = { begin, end: middle };
  const right = { begin: middle, end };
  return index < middle ? [...besideThePath(index, left), right] : [...besideThePath(index, right), left];
}

/** Whether the proof leads from the leaf to the root (RFC 9162 §2.1.3.2). */
export function verifyInclusion({ leafHash, index, size, root, proof }: Inclusion): boolean {
  if (!Number.isSafeInteger(index) || !Number.isSafeInteger(size) || index < 0 || index >= size) return false;
  let hash = leafHash;
  let place = index;
  let last = size - 1;
  for (const beside of proof) {
    if (last === 0) return false;
    if (place % 2 === 1 || place === last) {
      hash = nodeHash(beside, hash);
      while (place % 2 === 0 && place > 0) [place, last] = [place / 2, Math.floor(last / 2)];
    } else hash = nodeHash(hash, beside);
    [place, last] = [Math.floor(place / 2), Math.floor(last / 2)];
  }
  return last === 0 && hash.equals(root);
}
