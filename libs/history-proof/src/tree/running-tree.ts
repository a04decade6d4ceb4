import { nodeHash } from './hash.js';
import { foldPeaks } from './tree-node.js';

/** A tree to which leaves are added one by one. Of all it has seen it keeps one hash for each bit of its size. */
export class RunningTree {
  private leaves = 0;
  /** By level: the complete subtree that waits for one as large beside it. */
  private readonly peaks: (Buffer | undefined)[] = [];

  get size(): number {
    return this.leaves;
  }

  /** @param leaf the hash of the next leaf, by `leafHash`; it is kept, not copied. */
  add(leaf: Buffer): void {
    let hash = leaf;
    let level = 0;
    for (let beside = this.peaks[level]; beside; beside = this.peaks[level]) {
      hash = nodeHash(beside, hash);
      this.peaks[level] = undefined;
      level += 1;
    }
    this.peaks[level] = hash;
    this.leaves += 1;
  }

  /** The root over what was added so far; as many hashes to make as its size has bits. */
  root(): Buffer {
    return foldPeaks(this.peaks.filter((peak) => peak !== undefined).toReversed());
  }
}
