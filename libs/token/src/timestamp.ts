/**
 * An instant as it stands in events, messages and answers: RFC 3339, UTC, exactly three decimals,
 * as `2026-11-23T05:00:00.000Z`. One form only, so that comparing the text compares the time.
 */
export type Timestamp = string;

/** Milliseconds since the epoch, as a timestamp. Throws RangeError outside the years 0 to 9999. */
export function toTimestamp(epochMs: number): Timestamp {
  const text = new Date(epochMs).toISOString();
  // Beyond four digits of year a sign is written, and comparing the text would no longer compare the time.
  if (text.length !== 24) throw new RangeError('a timestamp has a year from 0 to 9999');
  return text;
}

/** A timestamp as milliseconds since the epoch. */
export function toEpochMs(timestamp: Timestamp): number {
  return Date.parse(timestamp);
}
