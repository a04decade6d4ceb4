import type { Configuration } from '../../configuration.js';

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

/** Where nothing else is set: long enough for whoever learns of a leak late, short enough for addresses of persons. */
export const DETAIL_DAYS = 90;

/** Detail of calls before this is not kept; epoch ms, a whole minute as detail is. */
export function keptFromMs(nowMs: number, { usageDetailDays = DETAIL_DAYS }: Pick<Configuration, 'usageDetailDays'>): number {
  return Math.floor(nowMs / MINUTE_MS) * MINUTE_MS - usageDetailDays * DAY_MS;
}
