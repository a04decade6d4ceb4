import type { Query } from '@portcullis/event-store';

export interface PrimaryView {
  readonly storeId: string;
  /** The newest committed position. */
  readonly position: number;
  /** Boots in the table that are neither retired nor gone. */
  readonly echoable: ReadonlySet<string>;
}

interface Row {
  readonly store_id: string;
  readonly position: string;
  readonly echoable: readonly string[];
}

/**
 * Head, epoch and retired boots as one statement sees them.
 * @returns undefined where the epoch is not ours any more, or where this is not the primary: a standby lags behind.
 */
export async function readPrimary(query: Query, epoch: number): Promise<PrimaryView | undefined> {
  const [row] = await query<Row>(
    `SELECT store_id, position,
            ARRAY(SELECT boot FROM replica_boot WHERE gone_position IS NULL AND phase = 'serving') AS echoable
       FROM event_head
      WHERE NOT pg_is_in_recovery() AND EXISTS (SELECT FROM relay_lease WHERE epoch = $1)`,
    [epoch],
  );
  return row && { storeId: row.store_id, position: Number(row.position), echoable: new Set(row.echoable) };
}
