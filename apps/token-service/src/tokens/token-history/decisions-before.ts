import { type Fact, factsOf, parseFacts, type Query, type StreamEnd } from '@portcullis/event-store';

/** So far back the decision before an event is looked for; behind it, what was decided counts as not known. */
const LOOKED_BACK = 500;

/** An event and, of each kind of decision, the last before it. */
export interface Decided {
  readonly event: Fact;
  readonly before: readonly Fact[];
  /** The stream was looked through to its beginning. */
  readonly isAll: boolean;
}

/**
 * Of events whose streams may be of any length: each with what it followed on, and not the stream. One trip, some hundred
 * rows an event at most.
 *
 * @param kinds of decisions, each by the types of its events
 */
export async function decisionsBefore(query: Query, events: readonly StreamEnd[], kinds: readonly (readonly string[])[]): Promise<readonly Decided[]> {
  if (events.length === 0) return [];
  const last = kinds.map(
    (_types, index) => `UNION (SELECT version, bytes FROM event WHERE event.stream = asked.stream AND event.version < asked.version
      AND event.version >= asked.version - ${LOOKED_BACK} AND type = ANY ($${index + 3}::text[]) ORDER BY event.version DESC LIMIT 1)`,
  );
  const rows = await query<{ facts: string | null }>(
    `SELECT ${factsOf(`SELECT bytes FROM (SELECT version, bytes FROM event WHERE event.stream = asked.stream AND event.version = asked.version ${last.join(' ')}) AS found ORDER BY version`)} AS facts
     FROM unnest($1::text[], $2::bigint[]) AS asked (stream, version)`,
    [events.map(({ stream }) => stream), events.map(({ version }) => version), ...kinds],
  );
  return rows.flatMap(({ facts }) => {
    const found = parseFacts(facts);
    const event = found.at(-1);
    return event === undefined ? [] : [{ event, before: found.slice(0, -1), isAll: event.version <= LOOKED_BACK + 1 }];
  });
}
