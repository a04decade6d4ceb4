import type { Query } from '@portcullis/event-store';
import { USAGE_TOPIC } from '@portcullis/messages';

/** The offset from which usage is not counted yet; undefined: from the beginning. */
export async function readProgress(query: Query): Promise<number | undefined> {
  const [row] = await query<{ next_offset: string }>('SELECT next_offset FROM usage_progress WHERE topic = $1', [USAGE_TOPIC.name]);
  return row && Number(row.next_offset);
}

/**
 * Set as it is, forward or back: an offset that falls means that the topic was made again, and counting a record once
 * more changes nothing.
 */
export async function writeProgress(query: Query, nextOffset: number): Promise<void> {
  await query(
    `INSERT INTO usage_progress (topic, next_offset) VALUES ($1, $2)
     ON CONFLICT (topic) DO UPDATE SET next_offset = excluded.next_offset`,
    [USAGE_TOPIC.name, nextOffset],
  );
}
