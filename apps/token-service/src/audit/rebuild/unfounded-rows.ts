import type { Query } from '@portcullis/event-store';
import type { Difference } from './difference.js';

const AT_ONCE = 5_000;

interface Looked {
  readonly last: string | null;
  readonly unfounded: readonly string[];
}

/** Rows that no event accounts for, table by table in the order of their ids. */
export async function* unfoundedRows(query: Query): AsyncGenerator<readonly Difference[]> {
  yield* rowsOf(query, 'api_token', `SELECT id FROM api_token WHERE id > $1 ORDER BY id LIMIT $2`, 'token/');
  // A row without a recorded use is made by the first count, before its first event.
  yield* rowsOf(query, 'token_usage', `SELECT token_id AS id FROM token_usage WHERE token_id > $1 AND recorded_version > 0 ORDER BY token_id LIMIT $2`, 'usage/');
}

async function* rowsOf(query: Query, table: Difference['table'], page: string, prefix: string): AsyncGenerator<readonly Difference[]> {
  for (let after: string | null = ''; after !== null; ) {
    const [looked]: Looked[] = await query<Looked>(
      `SELECT max(row.id) AS last, coalesce(array_agg(row.id) FILTER (WHERE event.stream IS NULL), '{}') AS unfounded
       FROM (${page}) AS row LEFT JOIN event ON event.stream = '${prefix}' || row.id AND event.version = 1`,
      [after, AT_ONCE],
    );
    after = looked?.last ?? null;
    yield (looked?.unfounded ?? []).map((id) => ({ table, id, what: 'unfounded' as const }));
  }
}
