import type { Query } from '@portcullis/event-store';

/** As many rows as one statement deletes well within its time limit. */
export const ROWS_AT_ONCE = 10_000;

/**
 * Deletes some of the detail, and of the exposures, that is older; totals and events stay. Cells are locked in the order
 * in which `addCells` locks them. An exposure is as old as the store knew it: its calls' times are of other clocks.
 *
 * @returns how many rows; ROWS_AT_ONCE: there may be more
 */
export async function deleteOldDetail(query: Query, before: Date): Promise<number> {
  const rows = await query<{ deleted: string }>(
    `WITH locked AS (
       SELECT ctid FROM usage_cell WHERE ctid = ANY (ARRAY(SELECT ctid FROM usage_cell WHERE minute < $1 LIMIT ${ROWS_AT_ONCE}))
       ORDER BY token_id, minute, outcome, route, address FOR UPDATE
     ), cells AS (
       DELETE FROM usage_cell WHERE ctid = ANY (ARRAY(SELECT ctid FROM locked)) RETURNING 1
     ), exposures AS (
       DELETE FROM usage_exposure WHERE ctid = ANY (ARRAY(SELECT ctid FROM usage_exposure WHERE told_at < $1 LIMIT ${ROWS_AT_ONCE})) RETURNING 1
     ) SELECT greatest((SELECT count(*) FROM cells), (SELECT count(*) FROM exposures)) AS deleted`,
    [before],
  );
  return Number(rows[0]?.deleted ?? 0);
}
