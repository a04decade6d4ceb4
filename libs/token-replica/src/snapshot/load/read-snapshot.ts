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

/** From the index where the table was vacuumed; else a look at every page's head, not at its bytes. */
const COUNTS = 'SELECT kind::int AS kind, count(*)::int AS count, min(number) AS first, max(number) AS last FROM portcullis_replica.snapshot_page GROUP BY kind';

/** How many pages of a kind there are, and their numbers' range. */
export interface PageCount {
  readonly kind: number;
  readonly count: number;
  readonly first: number;
  readonly last: number;
}

/** Whoever wants the pages. */
export interface PageTaker {
  /** Told how many will come; false: they are not wanted. */
  begin(counts: readonly PageCount[]): Promise<boolean>;
  /** Every page, in no order, as a view that holds for the call only. Must not throw. */
  take(page: Page, checksum: Buffer): void;
}

/**
 * Reads the copy as it was at one instant.
 *
 * @param onHead is given the head, and says who takes the pages. undefined: they are not wanted.
 */
export async function readSnapshot(client: pg.Client, onHead: (head: StoredHead | undefined) => PageTaker | undefined): Promise<void> {
  await client.query(BEGIN);
  await client.query(LOCK);
  const [row] = (await client.query<HeadRow>(SELECT_HEAD)).rows;
  const taker = onHead(row && toHead(row));
  if (taker !== undefined && (await taker.begin((await client.query<PageCount>(COUNTS)).rows))) await readPages(client, taker);
  await client.query('COMMIT');
}

async function readPages(client: pg.Client, taker: PageTaker): Promise<void> {
  const rows = new CopiedRows(([kind = EMPTY, number = EMPTY, checksum = EMPTY, bytes = EMPTY]) => {
    taker.take({ kind: kind.readInt16BE(), number: number.readInt32BE(), bytes }, checksum);
  });
  await copyOut(client, COPY, (bytes) => {
    rows.take(bytes);
  });
  if (!rows.complete) throw new Error('the copy of the pages was cut short');
}
