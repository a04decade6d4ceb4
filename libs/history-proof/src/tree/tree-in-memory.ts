import { nodeHash } from './hash.js';
import type { ReadNodes } from './tree-node.js';

/** A tree that stands in memory whole; about 64 bytes a leaf besides the objects. It never changes. */
export class TreeInMemory {
  private constructor(private readonly levels: readonly (readonly Buffer[])[]) {}

  /** @param leaves hashes by `leafHash`. */
  static of(leaves: readonly Buffer[]): TreeInMemory {
    const levels: (readonly Buffer[])[] = [leaves];
    for (let below = leaves; below.length > 1; below = levels.at(-1) ?? []) levels.push(pairsOf(below));
    return new TreeInMemory(levels);
  }

  /** The tree with other leaves in some places: only what stands above those is hashed again. */
  with(leaves: ReadonlyMap<number, Buffer>): TreeInMemory {
    let changed = leaves;
    const levels: Buffer[][] = [];
    for (const former of this.levels) {
      const level = [...former];
      for (const [index, hash] of changed) level[index] = hash;
      changed = pairsAbove(level, changed);
      levels.push(level);
    }
    return new TreeInMemory(levels);
  }

  readonly read: ReadNodes = (nodes) =>
    Promise.resolve(
      nodes.map(({ level, index }) => {
        const hash = this.levels[level]?.[index];
        if (!hash) throw new RangeError(`Node ${index} of level ${level} is not in a tree of ${this.levels[0]?.length ?? 0}`);
        return hash;
      }),
    );
}

/** The nodes of a tree of these leaves. @param leaves hashes by `leafHash`. */
export function treeInMemory(leaves: readonly Buffer[]): ReadNodes {
  return TreeInMemory.of(leaves).read;
}

/** Complete pairs only: who is left alone at the end belongs to no complete subtree of the next level. */
function pairsOf(below: readonly Buffer[]): Buffer[] {
  const pairs: Buffer[] = [];
  let left: Buffer | undefined;
  for (const hash of below) {
    if (left) pairs.push(nodeHash(left, hash));
    left = left ? undefined : hash;
  }
  return pairs;
}

/** Those of the next level that a change touches. */
function pairsAbove(level: readonly Buffer[], changed: ReadonlyMap<number, Buffer>): Map<number, Buffer> {
  const above = new Map<number, Buffer>();
  for (const index of changed.keys()) {
    const pair = Math.floor(index / 2);
    const [left, right] = [level[2 * pair], level[2 * pair + 1]];
    if (left && right && !above.has(pair)) above.set(pair, nodeHash(left, right));
  }
  return above;
}
