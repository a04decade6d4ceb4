import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { consistencyProof } from './consistency.js';
import { leafHash } from './hash.js';
import { inclusionProof } from './inclusion.js';
import { edgeOf, nodesOfTiles, type Tile, type TileId, TileWriter, UnusableTile } from './tiles.js';
import { treeInMemory } from './tree-in-memory.js';
import { type ReadNodes, rootOf } from './tree-node.js';

const nameOf = ({ level, index }: TileId): string => `${level}/${index}`;
const MOST = 70_000;
const leaves = Array.from({ length: MOST }, (_, at) => leafHash(Buffer.from(String(at))));

/** Tiles as they are kept somewhere, brought from one size to the next by writers that know only the edge. */
function keptTiles(sizes: readonly number[]): Map<string, Tile> {
  const kept = new Map<string, Tile>();
  let from = 0;
  for (const size of sizes) {
    const writer = new TileWriter(from, edgeOf(from).flatMap((id) => kept.get(nameOf(id)) ?? []));
    for (const leaf of leaves.slice(from, size)) writer.add(leaf);
    for (const tile of writer.takeChanges()) kept.set(nameOf(tile), tile);
    from = size;
  }
  return kept;
}

const nodesOf = (kept: ReadonlyMap<string, Tile>): ReadNodes => nodesOfTiles((ids) => Promise.resolve(ids.flatMap((id) => kept.get(nameOf(id)) ?? [])));

describe('a tree in tiles', () => {
  it('has the roots and proofs of the tree, however it grew', async () => {
    const whole = treeInMemory(leaves);
    await fc.assert(
      fc.asyncProperty(fc.array(fc.integer({ min: 1, max: MOST }), { minLength: 1, maxLength: 4 }), fc.nat(), async (steps, draw) => {
        const sizes = [...new Set(steps)].toSorted((one, other) => one - other);
        const size = sizes.at(-1) ?? 1;
        const nodes = nodesOf(keptTiles(sizes));
        const at = draw % size;
        expect(await rootOf(size, nodes)).toEqual(await rootOf(size, whole));
        expect(await rootOf(at, nodes)).toEqual(await rootOf(at, whole));
        expect(await inclusionProof(at, size, nodes)).toEqual(await inclusionProof(at, size, whole));
        expect(await consistencyProof(at, size, nodes)).toEqual(await consistencyProof(at, size, whole));
      }),
      { numRuns: 10 },
    );
  }, 60_000);

  it('names the tiles as C2SP tlog-tiles does, and its edge', () => {
    const kept = keptTiles([70_000]);
    expect([...kept.values()].filter(({ level }) => level > 0).map((tile) => [nameOf(tile), tile.hashes.length / 32])).toEqual([['1/0', 256], ['1/1', 17], ['2/0', 1]]);
    expect(edgeOf(70_000).map(nameOf)).toEqual(['0/273', '1/1', '2/0']);
    expect(edgeOf(65_536).map(nameOf)).toEqual(['2/0']);
    expect(edgeOf(0)).toEqual([]);
  });

  it('says which tile is missing, or too short', async () => {
    const kept = keptTiles([600]);
    kept.delete('0/1');
    await expect(rootOf(600, nodesOf(kept))).resolves.toBeDefined();
    await expect(inclusionProof(300, 600, nodesOf(kept))).rejects.toMatchObject({ name: 'UnusableTile', tile: { level: 0, index: 1 } });
    expect(() => new TileWriter(600, [{ level: 0, index: 2, hashes: Buffer.alloc(32) }])).toThrow(UnusableTile);
  });
});
