import type { Query } from '@portcullis/service-database';
import { SUMS_OF_CELLS, type SumsRow, toCounts } from './call-counts.js';
import { CELLS, MOST_LISTED, parametersOf, type UsageOf, withOther } from './read-detail.js';
import type { UsageSpan } from './usage.query.js';
import type { CallCounts, WorkspaceUsageReport } from './usage-report.js';

/** The tokens with the most calls in this time. */
export async function readTokens(query: Query, of: UsageOf, span: UsageSpan, all: CallCounts): Promise<WorkspaceUsageReport['detail']['tokens']> {
  const rows = await query<SumsRow & { token_id: string }>(
    `SELECT cell.token_id, ${SUMS_OF_CELLS} ${CELLS} GROUP BY cell.token_id ORDER BY sum(cell.calls) DESC, cell.token_id LIMIT ${MOST_LISTED}`,
    parametersOf(of, span),
  );
  const listed: WorkspaceUsageReport['detail']['tokens'] = rows.map((row) => ({ tokenId: row.token_id, calls: toCounts(row) }));
  return withOther(listed, all, (calls) => ({ tokenId: null, calls }));
}
