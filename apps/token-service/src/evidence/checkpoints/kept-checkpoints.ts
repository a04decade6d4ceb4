import type { Query, Timestamp } from '@portcullis/event-store';

/** A checkpoint as it was signed. */
export interface KeptCheckpoint {
  readonly storeId: string;
  /** Number of events, and position of the newest one in it. */
  readonly size: number;
  /** The signed note, word for word. */
  readonly note: string;
  readonly signedAt: Timestamp;
}

interface CheckpointRow {
  readonly store_id: string;
  readonly size: string;
  readonly note: string;
  readonly signed_at: Timestamp;
}

const COLUMNS = `store_id, size, note, to_char(signed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS signed_at`;
/** The store's own: those of the id it had before a renewal are of another history. */
const OF_THE_STORE = 'FROM evidence_checkpoint WHERE store_id = (SELECT store_id FROM event_head)';

/** The newest of this store; undefined where none was signed yet. */
export async function newestCheckpoint(query: Query): Promise<KeptCheckpoint | undefined> {
  const [row] = await query<CheckpointRow>(`SELECT ${COLUMNS} ${OF_THE_STORE} ORDER BY size DESC LIMIT 1`);
  return row && kept(row);
}

/** Its size; 0 where none was signed yet. */
export async function newestSize(query: Query): Promise<number> {
  const [row] = await query<{ size: string }>(`SELECT size ${OF_THE_STORE} ORDER BY size DESC LIMIT 1`);
  return Number(row?.size ?? 0);
}

/** The one of this size in this store. */
export async function checkpointOf(query: Query, size: number): Promise<KeptCheckpoint | undefined> {
  const [row] = await query<CheckpointRow>(`SELECT ${COLUMNS} ${OF_THE_STORE} AND size = $1`, [size]);
  return row && kept(row);
}

/** This store's, the newest first, below a size. */
export async function checkpointsBelow(query: Query, size: number, limit: number): Promise<KeptCheckpoint[]> {
  const rows = await query<CheckpointRow>(`SELECT ${COLUMNS} ${OF_THE_STORE} AND size < $1 ORDER BY size DESC LIMIT $2`, [size, limit]);
  return rows.map(kept);
}

/** This store's after a size, the smallest first. */
export async function checkpointsAfter(query: Query, size: number, limit: number): Promise<KeptCheckpoint[]> {
  const rows = await query<CheckpointRow>(`SELECT ${COLUMNS} ${OF_THE_STORE} AND size > $1 ORDER BY size LIMIT $2`, [size, limit]);
  return rows.map(kept);
}

/** Keeps a checkpoint, and answers it as it is kept. */
export async function keepCheckpoint(query: Query, { storeId, size, note }: Omit<KeptCheckpoint, 'signedAt'>): Promise<KeptCheckpoint> {
  const [row] = await query<CheckpointRow>(`INSERT INTO evidence_checkpoint (store_id, size, note) VALUES ($1, $2, $3) RETURNING ${COLUMNS}`, [storeId, size, note]);
  if (!row) throw new Error('The database kept no checkpoint and did not say so');
  return kept(row);
}

function kept(row: CheckpointRow): KeptCheckpoint {
  return { storeId: row.store_id, size: Number(row.size), note: row.note, signedAt: row.signed_at };
}
