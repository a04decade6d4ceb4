import type { Query } from '@portcullis/event-store';
import { nodesOfTiles, type ReadNodes, rootOf, type Tile, type TileId } from '@portcullis/history-proof';

/** The tiles asked for, as far as they are there. */
export async function readTiles(query: Query, ids: readonly TileId[]): Promise<Tile[]> {
  const rows = await query<{ level: number; tile_index: string; hashes: Buffer }>(
    `SELECT level, tile_index, hashes FROM evidence_tile
       JOIN unnest($1::smallint[], $2::bigint[]) AS wanted (of_level, of_index) ON level = of_level AND tile_index = of_index`,
    [ids.map(({ level }) => level), ids.map(({ index }) => index)],
  );
  return rows.map((row) => ({ level: row.level, index: Number(row.tile_index), hashes: row.hashes }));
}

export async function writeTiles(query: Query, tiles: readonly Tile[]): Promise<void> {
  await query(
    `INSERT INTO evidence_tile (level, tile_index, hashes) SELECT * FROM unnest($1::smallint[], $2::bigint[], $3::bytea[])
     ON CONFLICT (level, tile_index) DO UPDATE SET hashes = EXCLUDED.hashes`,
    [tiles.map(({ level }) => level), tiles.map(({ index }) => index), tiles.map(({ hashes }) => hashes)],
  );
}

/** The tree's nodes, for proofs. */
export function storedNodes(query: Query): ReadNodes {
  return nodesOfTiles((ids) => readTiles(query, ids));
}

/** The root over the first `size` events; a few tiles are read. @throws RangeError where the tiles do not reach so far. */
export function storedRoot(query: Query, size: number): Promise<Buffer> {
  return rootOf(size, storedNodes(query));
}
