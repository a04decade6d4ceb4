/** A time as people compare it: to the minute, in UTC, as the service gives all times. */
export function shortTime(instant: string): string {
  return instant.replace(/^(\d{4}-\d\d-\d\d)T(\d\d:\d\d).*Z$/, '$1 $2Z');
}

/** Where a table has little room. */
export function day(instant: string): string {
  return instant.slice(0, 10);
}
