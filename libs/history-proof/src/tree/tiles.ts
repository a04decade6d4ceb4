import { HASH_BYTES } from './hash.js';
import { RunningTree } from './running-tree.js';
import type { ReadNodes, TreeNode } from './tree-node.js';

/** Levels of the tree in one tile; tiles and their numbering are those of C2SP tlog-tiles. */
const TILE_LEVELS = 8;
/** Hashes in a full tile. */
export const TILE_WIDTH = 2 ** TILE_LEVELS;

/** Tile (level, index) holds the hashes (8 · level, 256 · index) to (8 · level, 256 · index + 255) of the tree. */
export interface TileId {
  readonly level: number;
  readonly index: number;
}

export interface Tile extends TileId {
  /** 32 bytes a hash; fewer than 256 of them only in the last tile of its level. */
  readonly hashes: Buffer;
}

/** A tile that should be there is missing, or does not hold what it should. */
export class UnusableTile extends Error {
  override readonly name = 'UnusableTile';

  constructor(
    readonly tile: TileId,
    what: string,
  ) {
    super(`Tile ${tile.index} of level ${tile.level} ${what}`);
  }
}

/** The tile in which a node is found, or from which it can be made. */
export function tileOf({ level, index }: TreeNode): TileId {
  const width = 2 ** (level % TILE_LEVELS);
  return { level: Math.floor(level / TILE_LEVELS), index: Math.floor((index * width) / TILE_WIDTH) };
}

/**
 * The hash of a node from its tile.
 *
 * @throws UnusableTile where it does not reach so far.
 */
export function nodeOfTile(tile: Tile, { level, index }: TreeNode): Buffer {
  const width = 2 ** (level % TILE_LEVELS);
  const first = (index * width) % TILE_WIDTH;
  const hashes = hashesOfTile(tile.hashes.subarray(first * HASH_BYTES, (first + width) * HASH_BYTES));
  if (hashes.length !== width) throw new UnusableTile(tile, `does not hold node ${index} of level ${level}`);
  return subtreeRoot(hashes);
}

export function hashesOfTile(bytes: Buffer): Buffer[] {
  return Array.from({ length: Math.floor(bytes.length / HASH_BYTES) }, (_, at) => bytes.subarray(at * HASH_BYTES, (at + 1) * HASH_BYTES));
}

/** The nodes of a tree that is kept in tiles. @param readTiles answers the tiles asked for, in any order, each at most once. @throws UnusableTile (the promise) where one is missing or too short */
export function nodesOfTiles(readTiles: (ids: readonly TileId[]) => Promise<readonly Tile[]>): ReadNodes {
  return async (nodes) => {
    const wanted = new Map(nodes.map(tileOf).map((id) => [nameOf(id), id]));
    const tiles = new Map((await readTiles([...wanted.values()])).map((tile) => [nameOf(tile), tile]));
    return nodes.map((node) => {
      const id = tileOf(node);
      const tile = tiles.get(nameOf(id));
      if (!tile) throw new UnusableTile(id, 'is not there');
      return nodeOfTile(tile, node);
    });
  };
}

/** The tiles that a tree of so many leaves ends with and will go on in: the last one of each level that is not full. */
export function edgeOf(size: number): TileId[] {
  const ids: TileId[] = [];
  for (let level = 0, width = size; width > 0; level += 1, width = Math.floor(width / TILE_WIDTH)) {
    if (width % TILE_WIDTH !== 0) ids.push({ level, index: Math.floor(width / TILE_WIDTH) });
  }
  return ids;
}

/** Adds leaves to a tree that is kept in tiles. */
export class TileWriter {
  private readonly open: Buffer[][] = [];
  private readonly changed = new Map<string, Tile>();

  /** @param edge the tiles named by `edgeOf(leaves)`. @throws UnusableTile where they are not as a tree of that size leaves them. */
  constructor(
    private leaves: number,
    edge: readonly Tile[],
  ) {
    for (const { level, hashes } of edge) this.open[level] = hashesOfTile(hashes);
    for (const { level, index } of edgeOf(leaves)) {
      const width = Math.floor(leaves / TILE_WIDTH ** level) % TILE_WIDTH;
      if (this.open[level]?.length !== width) throw new UnusableTile({ level, index }, `does not hold ${width} hashes`);
    }
  }

  get size(): number {
    return this.leaves;
  }

  add(leaf: Buffer): void {
    this.put(0, leaf);
    this.leaves += 1;
  }

  /** The tiles that differ from before, full ones and the edge, as they are to be kept; forgotten here by this call. */
  takeChanges(): Tile[] {
    for (const { level, index } of edgeOf(this.leaves)) this.keep({ level, index, hashes: Buffer.concat(this.open[level] ?? []) });
    const tiles = [...this.changed.values()];
    this.changed.clear();
    return tiles;
  }

  private put(level: number, hash: Buffer): void {
    const hashes = (this.open[level] ??= []);
    hashes.push(hash);
    if (hashes.length < TILE_WIDTH) return;
    const index = Math.floor(this.leaves / TILE_WIDTH ** (level + 1));
    this.keep({ level, index, hashes: Buffer.concat(hashes) });
    this.open[level] = [];
    this.put(level + 1, subtreeRoot(hashes));
  }

  private keep(tile: Tile): void {
    this.changed.set(nameOf(tile), tile);
  }
}

/** @param hashes as many as a power of two: the root over them is that of one complete subtree. */
function subtreeRoot(hashes: readonly Buffer[]): Buffer {
  const tree = new RunningTree();
  for (const hash of hashes) tree.add(hash);
  return tree.root();
}

function nameOf({ level, index }: TileId): string {
  return `${level}/${index}`;
}
