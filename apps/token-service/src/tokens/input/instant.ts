import type { Timestamp } from '@portcullis/token';
import { z } from 'zod';

/** RFC 3339 §5.6 `date-time`: any offset, any number of decimals, `T` and `Z` in either case. */
const DATE_TIME = /^(\d{4})-(\d\d)-(\d\d)[Tt](\d\d):(\d\d):(\d\d)(\.\d+)?([Zz]|[+-](\d\d):(\d\d))$/;
const LAST_MS = Date.UTC(9999, 11, 31, 23, 59, 59, 999);
/** PostgreSQL's and RFC 3339's years both reach back further, but no token's times do. */
const FIRST_MS = 0;

/**
 * The instant in our one form: UTC, milliseconds (further decimals are dropped). Undefined where the text is not an
 * RFC 3339 time, names a day or an hour that does not exist, is a leap second, or lies outside the years 1970 to 9999.
 */
export function parseInstant(text: string): Timestamp | undefined {
  const parts = DATE_TIME.exec(text);
  if (!parts || !dayExists(Number(parts[1]), Number(parts[2]), Number(parts[3]))) return undefined;
  if (Number(parts[4]) > 23 || Number(parts[9] ?? 0) > 23 || Number(parts[10] ?? 0) > 59) return undefined;
  const epochMs = Date.parse(text.toUpperCase());
  return epochMs >= FIRST_MS && epochMs <= LAST_MS ? new Date(epochMs).toISOString() : undefined;
}

/** `Date` moves 30 February to March without a word. */
function dayExists(year: number, month: number, day: number): boolean {
  return month >= 1 && month <= 12 && day >= 1 && day <= new Date(Date.UTC(2000 + (year % 400), month, 0)).getUTCDate();
}

export const instant: z.ZodType<Timestamp, string> = z.string().transform((text, context) => {
  const parsed = text.length <= 64 ? parseInstant(text) : undefined;
  if (parsed !== undefined) return parsed;
  context.addIssue('Must be an RFC 3339 time, as 2027-01-31T00:00:00Z.');
  return z.NEVER;
}).meta({ override: { type: 'string', format: 'date-time', pattern: '^(?:19[7-9][0-9]|[2-9][0-9]{3})-' } });
