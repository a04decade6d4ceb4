import type { Query } from '@portcullis/service-database';

/** Accepted calls by one route from one address. */
export interface RecordedUse {
  /** null: other. */
  readonly route: { readonly service: string; readonly template: string; readonly scopes: readonly string[] } | null;
  readonly address: string | null;
  readonly calls: number;
  readonly lastAt: string;
}

interface UseRow {
  readonly service: string | null;
  readonly route: string | null;
  readonly scopes: string[] | null;
  readonly address: string;
  readonly calls: string;
  readonly last_at: Date;
  /** Of all uses, also those beyond MOST_USES. */
  readonly all_uses: string;
  readonly all_calls: string;
}

/** What is beyond them has the fewest calls, and is not looked at one by one. */
export const MOST_USES = 50_000;

export interface RecordedUses {
  readonly uses: readonly RecordedUse[];
  /** Calls of the uses beyond MOST_USES. */
  readonly further: { readonly uses: number; readonly calls: number };
}

/** The accepted calls of a token that detail is kept of, the uses with the most calls first. */
export async function readUses(query: Query, tokenId: string, keptFrom: Date): Promise<RecordedUses> {
  const rows = await query<UseRow>(
    `SELECT route.service, route.route, route.scopes, used.* FROM (
       SELECT route AS number, address, sum(calls) AS calls, max(minute) AS last_at, count(*) OVER () AS all_uses, sum(sum(calls)) OVER () AS all_calls
       FROM usage_cell
       WHERE token_id = $1 AND minute >= $2 AND outcome = 0
       GROUP BY route, address ORDER BY calls DESC, route, address LIMIT ${MOST_USES}
     ) AS used LEFT JOIN usage_route AS route ON route.id = used.number ORDER BY used.calls DESC, used.number, used.address`,
    [tokenId, keptFrom],
  );
  const uses = rows.map(toUse);
  const listed = uses.reduce((sum, { calls }) => sum + calls, 0);
  return { uses, further: { uses: Number(rows[0]?.all_uses ?? 0) - uses.length, calls: Number(rows[0]?.all_calls ?? 0) - listed } };
}

function toUse({ service, route, scopes, address, calls, last_at: lastAt }: UseRow): RecordedUse {
  return {
    route: service === null || route === null ? null : { service, template: route, scopes: scopes ?? [] },
    address: address === '' ? null : address,
    calls: Number(calls),
    lastAt: lastAt.toISOString(),
  };
}
