import type { Query } from '@portcullis/event-store';
import type { UsageDetailChunk } from '@portcullis/messages';
import { numberRoutes, type RouteNumbers } from './route-numbers.js';

const MINUTE_MS = 60_000;
/** As far as a count is exact in JavaScript; adding never goes beyond, or one service's nonsense would stop the counting of all. */
const MOST = String(Number.MAX_SAFE_INTEGER);

interface GivenCell {
  readonly tokenId: string;
  readonly outcome: number;
  readonly route: number;
  readonly address: string;
  readonly minute: string;
  readonly calls: number;
}

/**
 * Adds the calls of these chunks to the cells of tokens that are known, and to what is told in detail of each token. The
 * rows of token_usage are held. A minute that is yet to come, as another process's clock may run ahead, is the present one.
 */
export async function addCells(query: Query, chunks: readonly UsageDetailChunk[], tokenIds: ReadonlySet<string>): Promise<void> {
  if (chunks.length === 0) return;
  const numbers = await numberRoutes(query, chunks);
  const cells = chunks.flatMap((chunk) => cellsOf(chunk, numbers)).filter(({ tokenId }) => tokenIds.has(tokenId));
  if (cells.length === 0) return;
  await query(
    `WITH given AS (
       SELECT token_id, least(minute, date_trunc('minute', now())) AS minute, outcome, route, address,
              least(sum(calls), ${MOST})::bigint AS calls
       FROM unnest($1::text[], $2::timestamptz[], $3::smallint[], $4::integer[], $5::text[], $6::bigint[])
            AS told (token_id, minute, outcome, route, address, calls)
       GROUP BY 1, 2, 3, 4, 5
     ), of_tokens AS (
       SELECT token_id, coalesce(sum(calls) FILTER (WHERE outcome = 0), 0) AS accepted, coalesce(sum(calls) FILTER (WHERE outcome > 0), 0) AS refused
       FROM given GROUP BY token_id
     ), detailed AS (
       UPDATE token_usage AS kept SET
         detailed_accepted = least(kept.detailed_accepted + of_tokens.accepted, ${MOST}),
         detailed_refused = least(kept.detailed_refused + of_tokens.refused, ${MOST})
       FROM of_tokens WHERE kept.token_id = of_tokens.token_id
     )
     INSERT INTO usage_cell AS kept (token_id, minute, outcome, route, address, calls)
     SELECT token_id, minute, outcome, route, address, calls FROM given ORDER BY token_id, minute, outcome, route, address
     ON CONFLICT (token_id, minute, outcome, route, address) DO UPDATE SET calls = least(kept.calls + excluded.calls, ${MOST})`,
    [
      cells.map(({ tokenId }) => tokenId),
      cells.map(({ minute }) => minute),
      cells.map(({ outcome }) => outcome),
      cells.map(({ route }) => route),
      cells.map(({ address }) => address),
      cells.map(({ calls }) => calls),
    ],
  );
}

function cellsOf({ service, routes, cells }: UsageDetailChunk, numbers: RouteNumbers): readonly GivenCell[] {
  const ofRoutes = routes.map((route) => numbers(service, route));
  return cells.map(([tokenId, outcome, route, address, minute, calls]) => ({
    tokenId,
    outcome,
    route: route === null ? 0 : (ofRoutes[route] ?? 0),
    address: address ?? '',
    minute: new Date(minute * MINUTE_MS).toISOString(),
    calls,
  }));
}
