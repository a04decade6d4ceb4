import type pg from 'pg';
import { SELECT_HEAD, type HeadRow, type SnapshotHead, toHead } from '../tables/snapshot-head.js';
import { CopiedRows } from './copied-rows.js';
import { copyOut } from './copy-out.js';

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** Before the first look: a writer that begins anew empties the tables, also for transactions that began before. */
const LOCK = 'LOCK TABLE portcullis_replica.snapshot, portcullis_replica.snapshot_message IN ACCESS SHARE MODE';
const COPY = 'COPY portcullis_replica.snapshot_message (key, bytes) TO STDOUT (FORMAT binary)';

/**
 * Reads the whole copy as it was at one instant: its head, and by `onMessage` every message, in no order.
 *
 * @param onMessage gets views that hold for the call only; it must not throw.
 * @returns undefined where there is no snapshot.
 */
export async function readSnapshot(
  client: pg.Client,
  onMessage: (key: Buffer, bytes: Buffer) => void,
): Promise<SnapshotHead | undefined> {
  await client.query(BEGIN);
  await client.query(LOCK);
  const [row] = (await client.query<HeadRow>(SELECT_HEAD)).rows;
  if (row === undefined) return undefined;
  const rows = new CopiedRows(onMessage);
  await copyOut(client, COPY, (bytes) => {
    rows.take(bytes);
  });
  await client.query('COMMIT');
  if (!rows.complete) throw new Error('the copy of the messages was cut short');
  return toHead(row);
}
