import type { Query } from '@portcullis/event-store';

/**
 * The offset of a log, named by its identity, from which usage is not counted yet; undefined: from the beginning. An
 * installation that goes over to another log counts that from its beginning, which changes nothing counted before.
 */
export async function readProgress(query: Query, log: string): Promise<number | undefined> {
  const [row] = await query<{ next_offset: string }>('SELECT next_offset FROM usage_progress WHERE log = $1', [log]);
  return row && Number(row.next_offset);
}

/**
 * Set as it is, forward or back: an offset that falls means that the topic was made again, and counting a record once
 * more changes nothing.
 */
export async function writeProgress(query: Query, log: string, nextOffset: number): Promise<void> {
  await query(
    `INSERT INTO usage_progress (log, next_offset) VALUES ($1, $2)
     ON CONFLICT (log) DO UPDATE SET next_offset = excluded.next_offset`,
    [log, nextOffset],
  );
}
