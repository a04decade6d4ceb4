import { type MessageRow, messagesBetween, type Query, storedMessage, type StoredMessage } from '@portcullis/event-store';

/** So many messages come with the view itself: as a rule all that there are. */
export const MESSAGES_IN_VIEW = 32;

export interface PrimaryView {
  readonly storeId: string;
  /** The newest committed position. */
  readonly position: number;
  /** Boots in the table that are neither retired nor gone. */
  readonly echoable: ReadonlySet<string>;
}

/** What the primary holds, and the first messages of those after the checkpoint and up to `position`. */
export interface PrimaryViewWithMessages extends PrimaryView {
  /** MESSAGES_IN_VIEW of them: there may be more. */
  readonly messages: readonly StoredMessage[];
}

interface Row {
  readonly store_id: string;
  readonly head: string;
  readonly echoable: readonly string[];
}

const READ = `
SELECT head.store_id, head.position AS head, message.*,
       ARRAY(SELECT boot FROM replica_boot WHERE gone_position IS NULL AND phase = 'serving') AS echoable
  FROM event_head AS head
  LEFT JOIN LATERAL (${messagesBetween('$2', 'head.position')} ORDER BY message.position LIMIT ${MESSAGES_IN_VIEW}) AS message ON true
 WHERE NOT pg_is_in_recovery() AND EXISTS (SELECT FROM relay_lease WHERE epoch = $1)
 ORDER BY message.position`;

/**
 * Head, epoch, retired boots and the messages up to that head as one statement sees them: one trip, and one instant.
 *
 * @param checkpoint position after which messages are read.
 * @returns undefined where the epoch is not ours any more, or where this is not the primary: a standby lags behind.
 */
export async function readPrimary(query: Query, epoch: number, checkpoint: number): Promise<PrimaryViewWithMessages | undefined> {
  const rows = await query<Row & (MessageRow | Record<keyof MessageRow, null>)>(READ, [epoch, checkpoint]);
  const [row] = rows;
  if (row === undefined) return undefined;
  // Without a message there is one row all the same.
  const messages = rows.flatMap((each) => (each.position === null ? [] : [storedMessage(each)]));
  return { storeId: row.store_id, position: Number(row.head), echoable: new Set(row.echoable), messages };
}
