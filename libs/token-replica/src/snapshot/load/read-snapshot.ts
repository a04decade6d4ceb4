import type pg from 'pg';
import type { Page } from '../pages/page-kinds.js';
import { type HeadRow, SELECT_HEAD, type StoredHead, toHead } from '../tables/snapshot-head.js';
import { CopiedRows } from './copied-rows.js';
import { copyOut } from './copy-out.js';

const BEGIN = 'BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY';
/** Before the first look: TRUNCATE, as of somebody who restores a backup, empties a table also for transactions that began before. */
const LOCK = 'LOCK TABLE portcullis_replica.snapshot, portcullis_replica.snapshot_page IN ACCESS SHARE MODE';
const COPY = 'COPY portcullis_replica.snapshot_page (kind, number, checksum, bytes) TO STDOUT (FORMAT binary)';
const EMPTY = Buffer.alloc(0);

/**
 * Reads the copy as it was at one instant.
 *
 * @param onHead is given the head, and says by whom every page is taken, in no order, as a view that holds for the call
 *   only; it must not throw. undefined: the pages are not wanted.
 */
export async function readSnapshot(
  client: pg.Client,
  onHead: (head: StoredHead | undefined) => ((page: Page, checksum: Buffer) => void) | undefined,
): Promise<void> {
  await client.query(BEGIN);
  await client.query(LOCK);
  const [row] = (await client.query<HeadRow>(SELECT_HEAD)).rows;
  const onPage = onHead(row && toHead(row));
  if (onPage !== undefined) await readPages(client, onPage);
  await client.query('COMMIT');
}

async function readPages(client: pg.Client, onPage: (page: Page, checksum: Buffer) => void): Promise<void> {
  const rows = new CopiedRows(([kind = EMPTY, number = EMPTY, checksum = EMPTY, bytes = EMPTY]) => {
    onPage({ kind: kind.readInt16BE(), number: number.readInt32BE(), bytes }, checksum);
  });
  await copyOut(client, COPY, (bytes) => {
    rows.take(bytes);
  });
  if (!rows.complete) throw new Error('the copy of the pages was cut short');
}
