import type pg from 'pg';

/** Two keys, so that no other use of one key meets it: "portcullis", "snapshot". */
const TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('portcullis_replica'), hashtext('snapshot')) AS taken";

/**
 * Whether this process is the one that writes; for as long as the connection lives. Two would do each other's work
 * again, no worse, so a lock that a stopped process keeps is no danger: the snapshot only grows old.
 */
export async function takeWriterLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(TRY_LOCK);
  return rows[0]?.taken === true;
}
