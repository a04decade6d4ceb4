import type { Query } from '@portcullis/event-store';
import { formatDigest, parseDigest } from '@portcullis/messages';
import { WITHOUT_WAITING_FOR_THE_DISK } from './without-waiting.js';

/** A term of office, and where the relay before it left off. */
export interface Term {
  readonly epoch: number;
  readonly checkpoint: Checkpoint;
}

/** Every message up to `position` is acknowledged by the log; `digest` is the content digest at that position. */
export interface Checkpoint {
  readonly position: number;
  readonly digest: bigint;
}

interface LeaseRow {
  readonly epoch: string;
  readonly position: string;
  readonly digest: string;
}

/**
 * Times are the database's own: the instances' clocks are never compared. A renewal in the future tells of a clock that
 * was set back: without a renewal since, nobody knows whether the holder lives, and taking over is always safe.
 */
const HAS_RUN_OUT = "abs(extract(epoch FROM clock_timestamp() - renewed_at)) > 3";

/**
 * Takes the lease where nobody holds it or its holder let it run out, under a new epoch.
 * A checkpoint says what one log has acknowledged: on another one everything is sent from the beginning.
 *
 * @param log the log's identity.
 *
 * Not an advisory lock: the kernel of a stopped leader would keep that alive for ever.
 */
export async function takeLease(query: Query, holder: string, log: string): Promise<Term | undefined> {
  const [row] = await query<LeaseRow>(
    `UPDATE relay_lease SET holder = $1, epoch = epoch + 1, renewed_at = clock_timestamp(), log = $2,
            position = CASE WHEN log = $2 THEN position ELSE 0 END,
            digest = CASE WHEN log = $2 THEN digest ELSE repeat('0', 16) END
      WHERE holder IS NULL OR ${HAS_RUN_OUT}
      RETURNING epoch, position, digest`,
    [holder, log],
  );
  return row && { epoch: Number(row.epoch), checkpoint: toCheckpoint(row) };
}

/** @returns whether the lease is still this term's. */
export async function renewLease(query: Query, holder: string, epoch: number): Promise<boolean> {
  const rows = await query<{ renewed: boolean }>(
    'UPDATE relay_lease SET renewed_at = clock_timestamp() WHERE epoch = $1 AND holder = $2 RETURNING true AS renewed',
    [epoch, holder],
  );
  return rows.length === 1;
}

/** Gives the lease back where it is still this term's, so that the next relay need not wait for it to run out. */
export async function releaseLease(query: Query, holder: string, epoch: number): Promise<void> {
  await query('UPDATE relay_lease SET holder = NULL WHERE epoch = $1 AND holder = $2 RETURNING true AS released', [epoch, holder]);
}

/** @returns undefined where the epoch is not ours any more. */
export async function readCheckpoint(query: Query, epoch: number): Promise<Checkpoint | undefined> {
  const [row] = await query<LeaseRow>('SELECT epoch, position, digest FROM relay_lease WHERE epoch = $1', [epoch]);
  return row && toCheckpoint(row);
}

/**
 * Moves the checkpoint, and the digest with it, from exactly where this relay believes it to be. The disk is not waited
 * for: a server that loses its last moves goes back to an older checkpoint, from which the same bytes are sent again.
 *
 * @returns false where it is not there: another relay moved it, or the server lost the last move. `readCheckpoint` says which.
 */
export async function moveCheckpoint(query: Query, epoch: number, from: Checkpoint, to: Checkpoint): Promise<boolean> {
  const rows = await query<{ moved: boolean }>(
    `UPDATE relay_lease SET position = $3, digest = $4 WHERE epoch = $1 AND position = $2 RETURNING ${WITHOUT_WAITING_FOR_THE_DISK} AS moved`,
    [epoch, from.position, to.position, formatDigest(to.digest)],
  );
  return rows.length === 1;
}

function toCheckpoint(row: LeaseRow): Checkpoint {
  return { position: Number(row.position), digest: parseDigest(row.digest) };
}
