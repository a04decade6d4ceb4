import { USAGE_OUTCOMES } from '@portcullis/messages';
import type { Query } from '@portcullis/service-database';
import { type SumsRow, toCounts } from './call-counts.js';
import type { UsageOf } from './read-detail.js';
import type { CallTotals } from './usage-report.js';

interface TotalsRow extends SumsRow {
  readonly tokens: string;
  readonly detailed_accepted: string;
  readonly detailed_refused: string;
  readonly first_used_at: Date | null;
  readonly last_used_at: Date | null;
}

const MEANT = 'token.workspace_id = $1 AND ($2::text IS NULL OR token.id = $2)';

/** The exact counts, of all boots and of those that were folded; undefined: there is no such token. */
export async function readTotals(query: Query, { workspaceId, tokenId }: UsageOf): Promise<CallTotals | undefined> {
  const [row] = await query<TotalsRow>(
    `SELECT kept.tokens, kept.first_used_at, kept.last_used_at, kept.detailed_accepted, kept.detailed_refused,
            ${USAGE_OUTCOMES.map((outcome) => `kept.${outcome} + told.${outcome} AS ${outcome}`).join(', ')}
     FROM (
       SELECT count(*) AS tokens, min(first_used_at) AS first_used_at, max(last_used_at) AS last_used_at,
              coalesce(sum(detailed_accepted), 0) AS detailed_accepted, coalesce(sum(detailed_refused), 0) AS detailed_refused,
              ${USAGE_OUTCOMES.map((outcome) => `coalesce(sum(base_${outcome}), 0) AS ${outcome}`).join(', ')}
       FROM api_token AS token LEFT JOIN token_usage AS used ON used.token_id = token.id WHERE ${MEANT}
     ) AS kept CROSS JOIN (
       SELECT coalesce(sum(counted), 0) AS accepted, ${USAGE_OUTCOMES.slice(1).map((outcome) => `coalesce(sum(refused_${outcome}), 0) AS ${outcome}`).join(', ')}
       FROM api_token AS token JOIN usage_counter AS counter ON counter.token_id = token.id WHERE ${MEANT}
     ) AS told`,
    [workspaceId, tokenId],
  );
  if (row === undefined || (tokenId !== null && row.tokens === '0')) return undefined;
  const counts = toCounts(row);
  const { expired, disabled, revoked, scope, address } = counts.refused;
  return {
    ...counts,
    firstUsedAt: row.first_used_at?.toISOString() ?? null,
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    // Detail may come a moment before the totals that it is of.
    withoutDetail: {
      accepted: Math.max(0, counts.accepted - Number(row.detailed_accepted)),
      refused: Math.max(0, expired + disabled + revoked + scope + address - Number(row.detailed_refused)),
    },
  };
}
