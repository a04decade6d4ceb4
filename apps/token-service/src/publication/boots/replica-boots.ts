import type { Query } from '@portcullis/event-store';
import { WITHOUT_WAITING_FOR_THE_DISK } from '../relay/without-waiting.js';

/** A row of replica_boot: a process that checks tokens, as receipts count it. */
export interface ReplicaBoot {
  readonly boot: string;
  readonly service: string;
  readonly boundMs: number;
  /** The highest it told of the store as it is now; what it told of the store before a restore says nothing. */
  readonly appliedPosition: number;
  /** The store as it is now. */
  readonly storeId: string;
  readonly phase: 'serving' | 'retired' | 'goodbye';
  /** Whether it is certain to accept nothing any more. */
  readonly gone: boolean;
}

export interface BootToAdmit {
  readonly boot: string;
  readonly service: string;
  readonly boundMs: number;
}

interface BootRow {
  readonly boot: string;
  readonly service: string;
  readonly bound_ms: number;
  readonly applied_position: string;
  readonly store_id: string;
  readonly phase: ReplicaBoot['phase'];
  readonly gone_position: string | null;
}

const COLUMNS = `boot, service, bound_ms, store_id, phase, gone_position,
  CASE WHEN applied_store = store_id THEN applied_position ELSE 0 END AS applied_position`;
const BOOTS = 'replica_boot CROSS JOIN (SELECT store_id FROM event_head) AS head';

/**
 * Commits boots to the table before the relay ever echoes them; fenced by the epoch.
 *
 * The lock on the store's head lasts for this one statement. It orders an admission against every append: a change whose
 * position is above `admitted_position` commits after the boot's row is visible, so whoever reads the table after such a
 * change sees the boot; and a boot admitted at or above a change's position is first echoed by a round that read a head
 * at or above it, so the change needs no word from it.
 */
export async function admitBoots(query: Query, epoch: number, boots: readonly BootToAdmit[]): Promise<void> {
  if (boots.length === 0) return;
  await query(
    `WITH head AS MATERIALIZED (SELECT position FROM event_head FOR SHARE)
     INSERT INTO replica_boot (boot, service, bound_ms, admitted_position)
     SELECT boot, service, bound_ms, head.position
       FROM head, unnest($2::text[], $3::text[], $4::integer[]) AS boots (boot, service, bound_ms)
      WHERE EXISTS (SELECT FROM relay_lease WHERE epoch = $1)
     ON CONFLICT (boot) DO NOTHING
     RETURNING boot`,
    [epoch, boots.map(({ boot }) => boot), boots.map(({ service }) => service), boots.map(({ boundMs }) => boundMs)],
  );
}

/** The boots that a change at this position must hear from; to be read after the change has committed. */
export async function bootsConcernedBy(query: Query, position: number): Promise<ReplicaBoot[]> {
  const rows = await query<BootRow>(
    `SELECT ${COLUMNS} FROM ${BOOTS}
      WHERE admitted_position < $1 AND (gone_position IS NULL OR gone_position >= $1)
      ORDER BY service, boot`,
    [position],
  );
  return rows.map(toBoot);
}

/** Every boot that may still accept something. */
export async function presentBoots(query: Query): Promise<ReplicaBoot[]> {
  const rows = await query<BootRow>(`SELECT ${COLUMNS} FROM ${BOOTS} WHERE gone_position IS NULL ORDER BY service, boot`);
  return rows.map(toBoot);
}

/** Every boot that may still accept something, and of the others those that are named. */
export async function knownBoots(query: Query, named: readonly string[]): Promise<ReplicaBoot[]> {
  const rows = await query<BootRow>(`SELECT ${COLUMNS} FROM ${BOOTS} WHERE gone_position IS NULL OR boot = ANY($1::text[]) ORDER BY service, boot`, [named]);
  return rows.map(toBoot);
}

/** A retired boot is never echoed again; fenced by the epoch, as only the relay can know of a silence. */
export async function retireBoots(query: Query, epoch: number, boots: readonly string[]): Promise<void> {
  if (boots.length === 0) return;
  await query(
    `UPDATE replica_boot SET phase = 'retired'
      WHERE boot = ANY($2) AND phase = 'serving' AND EXISTS (SELECT FROM relay_lease WHERE epoch = $1)
      RETURNING boot`,
    [epoch, boots],
  );
}

/** Marks boots that accept nothing any more: they said goodbye, or have outlived their bound since they were retired. */
export async function markGone(query: Query, boots: readonly string[], phase: 'goodbye' | 'retired'): Promise<void> {
  if (boots.length === 0) return;
  await query(
    `UPDATE replica_boot SET phase = $2, gone_position = (SELECT position FROM event_head), gone_at = clock_timestamp()
      WHERE boot = ANY($1) AND gone_position IS NULL
      RETURNING boot`,
    [boots, phase],
  );
}

/**
 * Keeps the highest position each boot told, so that a restarted instance need not hear it again, and beside it when it was
 * first told; what is lost is told again.
 */
export async function keepAppliedPositions(query: Query, store: string, told: ReadonlyMap<string, number>): Promise<void> {
  if (told.size === 0) return;
  await query(
    `WITH moved AS (
       UPDATE replica_boot SET applied_store = $1, applied_position = told.position
         FROM unnest($2::text[], $3::bigint[]) AS told (boot, position)
        WHERE replica_boot.boot = told.boot AND (applied_store IS DISTINCT FROM $1 OR applied_position < told.position)
        RETURNING replica_boot.boot, told.position
     )
     INSERT INTO replica_knowledge (boot, store_id, position) SELECT boot, $1, position FROM moved
     ON CONFLICT DO NOTHING
     RETURNING ${WITHOUT_WAITING_FOR_THE_DISK} AS kept`,
    [store, [...told.keys()], [...told.values()]],
  );
}

function toBoot(row: BootRow): ReplicaBoot {
  return {
    boot: row.boot,
    service: row.service,
    boundMs: row.bound_ms,
    appliedPosition: Number(row.applied_position),
    storeId: row.store_id,
    phase: row.phase,
    gone: row.gone_position !== null,
  };
}
