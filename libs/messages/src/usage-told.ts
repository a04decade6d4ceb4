import { z } from 'zod';
import { exposureReport } from './exposure-report.js';
import { type ParseResult, parseJson } from './fields.js';
import { usageDetailChunk } from './usage-detail.js';
import { usageRecord } from './usage-record.js';

/** Totals have no kind: they were there first. Whoever knows no other record leaves those with one out, and counts right. */
const usageTold = z.union([
  usageRecord.transform((value) => ({ kind: 'totals' as const, value })),
  usageDetailChunk.transform((value) => ({ kind: 'detail' as const, value })),
  exposureReport.transform((value) => ({ kind: 'exposure' as const, value })),
]);

/** Any record of the usage topic. */
export type UsageTold = z.infer<typeof usageTold>;

export function parseUsageTold(bytes: Uint8Array): ParseResult<UsageTold> {
  return parseJson(usageTold, bytes);
}
