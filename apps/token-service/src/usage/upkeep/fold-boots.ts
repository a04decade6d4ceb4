import type { Query } from '@portcullis/event-store';

/** So long without a word: a batch that was under way for longer is of nobody. */
export const QUIET_DAYS = 7;
/** As far as a count is exact in JavaScript; adding never goes beyond, or one service's nonsense would stop the folding of all. */
const MOST = String(Number.MAX_SAFE_INTEGER);
/** As many counters as one transaction folds well within its time limit. */
export const COUNTERS_AT_ONCE = 2_000;

/**
 * Takes nothing more of boots that are gone and have been quiet for QUIET_DAYS. Waits for whoever counts of one of them,
 * who then is the last.
 */
export async function closeQuietBoots(query: Query): Promise<void> {
  await query(
    `UPDATE usage_boot SET folded = true WHERE boot IN (
       SELECT boot FROM usage_boot AS quiet
       WHERE NOT folded AND last_told_at < clock_timestamp() - ${QUIET_DAYS} * interval '1 day'
         AND NOT EXISTS (SELECT FROM replica_boot WHERE replica_boot.boot = quiet.boot AND gone_position IS NULL)
       ORDER BY boot LIMIT 500 FOR UPDATE
     ) AND last_told_at < clock_timestamp() - ${QUIET_DAYS} * interval '1 day'`,
    [],
  );
}

/**
 * Adds counters of folded boots to the base of their tokens, and deletes them: the sum stays what it is. Those of which
 * something is not in an event yet wait for it.
 *
 * @returns how many; COUNTERS_AT_ONCE: there may be more
 */
export async function foldCounters(query: Query): Promise<number> {
  const picked = await query<{ token_id: string; boot: string }>(
    `WITH picked AS MATERIALIZED (
       SELECT counter.token_id, counter.boot FROM usage_counter AS counter JOIN usage_boot AS boot ON boot.boot = counter.boot
       WHERE boot.folded AND counter.counted = counter.appended LIMIT ${COUNTERS_AT_ONCE}
     ), locked AS (
       SELECT token_id FROM token_usage WHERE token_id IN (SELECT token_id FROM picked) ORDER BY token_id FOR NO KEY UPDATE
     ) SELECT token_id, boot FROM picked JOIN locked USING (token_id)`,
    [],
  );
  const rows = await query<{ folded: string }>(
    `WITH folded AS (
       DELETE FROM usage_counter AS counter USING unnest($1::text[], $2::text[]) AS picked (token_id, boot)
       WHERE counter.token_id = picked.token_id AND counter.boot = picked.boot AND counter.counted = counter.appended
       RETURNING counter.*
     ), sums AS (
       SELECT token_id, sum(counted) AS accepted, sum(refused_expired) AS expired, sum(refused_disabled) AS disabled,
              sum(refused_revoked) AS revoked, sum(refused_scope) AS scope, sum(refused_address) AS address, count(*) AS counters
       FROM folded GROUP BY token_id
     ), added AS (
       UPDATE token_usage AS kept SET
         base_accepted = least(kept.base_accepted + sums.accepted, ${MOST}),
         base_expired = least(kept.base_expired + sums.expired, ${MOST}),
         base_disabled = least(kept.base_disabled + sums.disabled, ${MOST}),
         base_revoked = least(kept.base_revoked + sums.revoked, ${MOST}),
         base_scope = least(kept.base_scope + sums.scope, ${MOST}),
         base_address = least(kept.base_address + sums.address, ${MOST})
       FROM sums WHERE kept.token_id = sums.token_id
       RETURNING sums.counters
     ) SELECT coalesce(sum(counters), 0) AS folded FROM added`,
    [picked.map(({ token_id: tokenId }) => tokenId), picked.map(({ boot }) => boot)],
  );
  return Number(rows[0]?.folded ?? 0);
}
