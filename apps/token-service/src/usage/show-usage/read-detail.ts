import type { Query } from '@portcullis/service-database';
import { toTimestamp } from '@portcullis/token';
import { SUMS_OF_CELLS, type SumsRow, toCounts } from './call-counts.js';
import type { UsageSpan } from './usage.query.js';
import { type CallCounts, callsOf, NO_CALLS, type UsageDetailReport, without } from './usage-report.js';

/** Whose use; tokenId null: of every token of the workspace. */
export interface UsageOf {
  readonly workspaceId: string;
  readonly tokenId: string | null;
}

/** Further ones are summed up under other. */
export const MOST_LISTED = 100;

export const CELLS = `
  FROM usage_cell AS cell JOIN api_token AS token ON token.id = cell.token_id
  WHERE token.workspace_id = $1 AND ($2::text IS NULL OR token.id = $2) AND cell.minute >= $3 AND cell.minute < $4`;

export function parametersOf({ workspaceId, tokenId }: UsageOf, { fromMs, toMs }: UsageSpan): unknown[] {
  return [workspaceId, tokenId, new Date(fromMs), new Date(toMs)];
}

/** What the cells of this time tell, by step, route and address. */
export async function readDetail(query: Query, of: UsageOf, span: UsageSpan, keptFrom: string): Promise<UsageDetailReport> {
  const parameters = parametersOf(of, span);
  const steps = await query<SumsRow & { start: Date }>(
    `SELECT date_trunc($5, cell.minute, 'UTC') AS start, ${SUMS_OF_CELLS} ${CELLS} GROUP BY start ORDER BY start`,
    [...parameters, span.step],
  );
  const listed = steps.map((row) => ({ start: row.start.toISOString(), calls: toCounts(row) }));
  const calls = listed.reduce((sum, step) => plus(sum, step.calls), NO_CALLS);
  return {
    from: toTimestamp(span.fromMs),
    to: toTimestamp(span.toMs),
    step: span.step,
    keptFrom,
    calls,
    steps: listed,
    routes: await readRoutes(query, parameters, calls),
    addresses: await readAddresses(query, parameters, calls),
  };
}

async function readRoutes(query: Query, parameters: readonly unknown[], all: CallCounts): Promise<UsageDetailReport['routes']> {
  const rows = await query<SumsRow & { service: string; route: string; scopes: string[] }>(
    `SELECT route.service, route.route, route.scopes, counted.* FROM (
       SELECT cell.route AS number, ${SUMS_OF_CELLS}, sum(cell.calls) AS calls ${CELLS} AND cell.route > 0
       GROUP BY cell.route ORDER BY calls DESC, cell.route LIMIT ${MOST_LISTED}
     ) AS counted JOIN usage_route AS route ON route.id = counted.number ORDER BY counted.calls DESC, route.service, route.route, route.id`,
    parameters,
  );
  const listed: UsageDetailReport['routes'] = rows.map((row) => ({ service: row.service, route: row.route, scopes: row.scopes, calls: toCounts(row) }));
  return withOther(listed, all, (calls) => ({ service: null, route: null, scopes: [], calls }));
}

async function readAddresses(query: Query, parameters: readonly unknown[], all: CallCounts): Promise<UsageDetailReport['addresses']> {
  const rows = await query<SumsRow & { at: string }>(
    `SELECT cell.address AS at, ${SUMS_OF_CELLS} ${CELLS} AND cell.address <> ''
     GROUP BY cell.address ORDER BY sum(cell.calls) DESC, cell.address LIMIT ${MOST_LISTED}`,
    parameters,
  );
  const listed: UsageDetailReport['addresses'] = rows.map((row) => ({ address: row.at, calls: toCounts(row) }));
  return withOther(listed, all, (calls) => ({ address: null, calls }));
}

/** What is in none of the listed ones stands behind them. */
export function withOther<T extends { readonly calls: CallCounts }>(listed: T[], all: CallCounts, other: (calls: CallCounts) => T): T[] {
  const rest = without(all, listed.map(({ calls }) => calls));
  return callsOf(rest) === 0 ? listed : [...listed, other(rest)];
}

function plus(one: CallCounts, other: CallCounts): CallCounts {
  const sum = (of: (counts: CallCounts) => number): number => of(one) + of(other);
  return {
    accepted: sum(({ accepted }) => accepted),
    refused: {
      expired: sum(({ refused }) => refused.expired),
      disabled: sum(({ refused }) => refused.disabled),
      revoked: sum(({ refused }) => refused.revoked),
      scope: sum(({ refused }) => refused.scope),
      address: sum(({ refused }) => refused.address),
    },
  };
}
