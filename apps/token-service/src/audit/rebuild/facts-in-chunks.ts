import { type Fact, factsOf, parseFacts, type Query } from '@portcullis/event-store';

/** A statement of some 30 ms: no snapshot is held for longer, and no more of the history is in memory. */
const CHUNK = 5_000;

const NEXT = `SELECT ${factsOf('SELECT bytes FROM event WHERE (stream, version) > ($1, $2::bigint) ORDER BY stream, version LIMIT $3')} AS facts`;

/** All events, stream by stream, each stream's in version order; the next chunk is read while one is worked at. */
export async function* factsInChunks(query: Query, chunk = CHUNK): AsyncGenerator<readonly Fact[]> {
  const read = async (after: Pick<Fact, 'stream' | 'version'>): Promise<readonly Fact[]> => {
    const [row] = await query<{ facts: string | null }>(NEXT, [after.stream, after.version, chunk]);
    return parseFacts(row?.facts ?? null);
  };
  let facts = await read({ stream: '', version: 0 });
  for (let last = facts.at(-1); last !== undefined; last = facts.at(-1)) {
    const next = read(last);
    // Where whoever reads stops, nobody waits for it.
    next.catch(() => undefined);
    yield facts;
    facts = await next;
  }
}
