import { USAGE_OUTCOMES } from '@portcullis/messages';
import type { CallCounts } from './usage-report.js';

/** Selects the sum of each outcome, in columns named as the outcomes are. */
export const SUMS_OF_CELLS = USAGE_OUTCOMES.map((outcome, place) => `coalesce(sum(cell.calls) FILTER (WHERE cell.outcome = ${place}), 0) AS "${outcome}"`).join(', ');

export type SumsRow = Readonly<Record<(typeof USAGE_OUTCOMES)[number], string>>;

export function toCounts({ accepted, expired, disabled, revoked, scope, address }: SumsRow): CallCounts {
  return {
    accepted: Number(accepted),
    refused: { expired: Number(expired), disabled: Number(disabled), revoked: Number(revoked), scope: Number(scope), address: Number(address) },
  };
}
