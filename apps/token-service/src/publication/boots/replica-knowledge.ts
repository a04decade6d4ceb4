import type { Query } from '@portcullis/event-store';
import type { Timestamp } from '@portcullis/token';
import { WITHOUT_WAITING_FOR_THE_DISK } from '../relay/without-waiting.js';

/** For how long it is kept where nothing else is set: some 200 MB of a boot that moves all the time. */
export const KNOWLEDGE_DAYS = 7;
/** Rows of one statement. */
const AT_ONCE = 10_000;

/** What one boot that was there at an instant had told by then. */
export interface BootKnowledge {
  readonly service: string;
  readonly boot: string;
  readonly boundMs: number;
  /** The highest position of the store as it is now; null: nothing is recorded of that time. */
  readonly appliedPosition: number | null;
  /** When that was first told. */
  readonly toldAt: Timestamp | null;
}

interface KnowledgeRow {
  readonly service: string;
  readonly boot: string;
  readonly bound_ms: number;
  readonly position: string | null;
  readonly told_at: Date | null;
}

/**
 * Every boot that was admitted by then and not gone, with the last it had told. It may have applied more: it tells four times
 * a second, and what it told is written twice a second.
 */
export async function knowledgeAt(query: Query, instant: Timestamp): Promise<BootKnowledge[]> {
  const rows = await query<KnowledgeRow>(
    `SELECT boot.service, boot.boot, boot.bound_ms, told.position, told.told_at
     FROM event_head AS head CROSS JOIN replica_boot AS boot
     LEFT JOIN LATERAL (
       SELECT store_id, position, told_at FROM replica_knowledge AS kept
       WHERE kept.boot = boot.boot AND kept.told_at < $1::timestamptz + interval '1 millisecond' ORDER BY kept.told_at DESC LIMIT 1
     ) AS told ON told.store_id = head.store_id
     WHERE boot.admitted_at < $1::timestamptz + interval '1 millisecond'
       AND (boot.gone_position IS NULL OR coalesce(boot.gone_at, (SELECT time FROM event WHERE event.position = boot.gone_position)) > $1::timestamptz)
     ORDER BY boot.service, boot.boot`,
    [instant],
  );
  return rows.map(({ service, boot, bound_ms: boundMs, position, told_at: toldAt }) => ({
    service,
    boot,
    boundMs,
    appliedPosition: position === null ? null : Number(position),
    toldAt: toldAt?.toISOString() ?? null,
  }));
}

/** Deletes what is older than it is kept for, but for the last of each boot before that: all of it, as more may come in a minute than one statement deletes. */
export async function forgetOldKnowledge(query: Query, days = KNOWLEDGE_DAYS): Promise<void> {
  for (let deleted = AT_ONCE; deleted === AT_ONCE; ) deleted = (await query(DELETE_OLD, [days])).length;
}

const DELETE_OLD = `
  DELETE FROM replica_knowledge WHERE (boot, told_at) IN (
    SELECT old.boot, old.told_at FROM replica_knowledge AS old
    WHERE old.told_at < clock_timestamp() - make_interval(days => $1) AND EXISTS (
      SELECT FROM replica_knowledge AS newer
      WHERE newer.boot = old.boot AND newer.told_at > old.told_at AND newer.told_at < clock_timestamp() - make_interval(days => $1))
    LIMIT ${AT_ONCE})
  RETURNING ${WITHOUT_WAITING_FOR_THE_DISK} AS deleted`;
