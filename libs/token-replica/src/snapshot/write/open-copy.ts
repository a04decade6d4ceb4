import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type pg from 'pg';
import { type HeadRow, SELECT_HEAD, toHead } from '../tables/snapshot-head.js';

/** Two keys, so that no other use of one key meets it: "portcullis", "snapshot". */
const TRY_LOCK = "SELECT pg_try_advisory_lock(hashtext('portcullis_replica'), hashtext('snapshot')) AS taken";
const BEGIN_ANEW = 'SELECT portcullis_replica.begin_snapshot($1, $2, $3) AS generation';

/** The copy that a writer goes on with. */
export interface Copy {
  readonly generation: string;
  readonly nextOffset: number;
}

/**
 * Whether this process is the one that writes; for as long as the connection lives. Two would do each other's work
 * again, no worse, so a lock that a stopped process keeps is no danger: the snapshot only grows old.
 */
export async function takeWriterLock(client: pg.Client): Promise<boolean> {
  const { rows } = await client.query<{ taken: boolean }>(TRY_LOCK);
  return rows[0]?.taken === true;
}

/** The copy in the database where it is of this log, topic and store; else, or where `anew`, an empty one in its place. */
export async function openCopy(client: pg.Client, logIdentity: string, store: string, anew: boolean): Promise<Copy> {
  const [row] = (await client.query<HeadRow>(SELECT_HEAD)).rows;
  const head = row && toHead(row);
  if (head && !anew && head.logIdentity === logIdentity && head.topic === TOKEN_STATE_TOPIC.name && head.store === store) return head;
  const { rows } = await client.query<{ generation: string }>(BEGIN_ANEW, [logIdentity, TOKEN_STATE_TOPIC.name, store]);
  const generation = rows[0]?.generation;
  if (generation === undefined) throw new Error('no copy was begun');
  return { generation, nextOffset: 0 };
}
