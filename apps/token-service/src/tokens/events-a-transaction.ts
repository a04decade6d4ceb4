/** Each change of a token reads all its events, up to 16 KiB each: more than so many in one transaction take it past its time. */
const EVENTS_A_TRANSACTION = 2_000;

/** Of tokens in their order as many as one transaction takes, by the events that it has to read of them; at least one. */
export function withinTransaction<T extends { readonly version: number }>(tokens: readonly T[]): readonly T[] {
  let events = 0;
  const past = tokens.findIndex(({ version }) => (events += version) > EVENTS_A_TRANSACTION);
  return past === -1 ? tokens : tokens.slice(0, Math.max(1, past));
}
