import type { Query } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import type { DataSource } from 'typeorm';
import { whenFree } from '../when-free.js';

/** Rows of a statement: some 100 ms, for as long as which a token's row of use is held. */
const AT_ONCE = 5_000;
/** The same of one that only looks, and holds nothing. */
const LOOKED_AT_ONCE = 20_000;

/**
 * Takes the addresses out of what is kept of a token's use: its last one, the detail by address, and what was told of its
 * revocation. The counts stay, under no address (`other`). Holds the token's row of use, as whoever counts does, in
 * transactions of at most 5,000 rows of detail.
 *
 * @param address only this one; undefined: all
 * @returns how many rows had one
 */
export async function forgetUse(dataSource: DataSource, tokenId: string, address?: string): Promise<number> {
  const meant = [tokenId, address ?? null];
  let changed = 0;
  for (const sql of [LAST_ADDRESS, EXPOSURES]) changed += (await holding<{ changed: number }>(dataSource, tokenId, sql, meant))?.changed ?? 0;
  for (let last: object | null = { token_id: tokenId, minute: '-infinity' }; last !== null; ) {
    const page: CellPage | undefined = await holding<CellPage>(dataSource, tokenId, CELLS, [...meant, last]);
    changed += page?.changed ?? 0;
    last = page?.last ?? null;
  }
  return changed;
}

/** One statement in a transaction of its own that holds the token's row of use. */
function holding<R extends object>(dataSource: DataSource, tokenId: string, sql: string, values: readonly unknown[]): Promise<R | undefined> {
  return whenFree(() =>
    dataSource.transaction(async (manager) => {
      const query = queryOf(manager);
      await query('SELECT token_id FROM token_usage WHERE token_id = $1 FOR NO KEY UPDATE', [tokenId]);
      return (await query<R>(sql, [...values]))[0];
    }),
  );
}

const isMeant = (address: string): string => `($2::text IS NULL OR ${address} = $2)`;

const LAST_ADDRESS = `
  WITH changed AS (UPDATE token_usage SET last_address = NULL WHERE token_id = $1 AND last_address IS NOT NULL AND ${isMeant('last_address')} RETURNING token_id)
  SELECT count(*)::int AS changed FROM changed`;

const EXPOSURES = `
  WITH changed AS (
    UPDATE usage_exposure SET groups = (
      SELECT jsonb_agg(CASE WHEN ${isMeant(`said ->> 'address'`)} THEN said || '{"address": null}' ELSE said END) FROM jsonb_array_elements(groups) AS said)
    WHERE token_id = $1 AND EXISTS (SELECT FROM jsonb_array_elements(groups) AS said WHERE said ->> 'address' IS NOT NULL AND ${isMeant(`said ->> 'address'`)})
    RETURNING token_id
  )
  SELECT count(*)::int AS changed FROM changed`;

/** SQL: the next rows of a table behind the one whose key is in `after` (its first column at least), in the order of the key. */
const nextRows = (table: string, key: readonly string[], after: string, count: number): string => `
  SELECT kept.* FROM jsonb_populate_record(NULL::${table}, ${after}::jsonb) AS after, LATERAL (
    SELECT * FROM ${table} WHERE (${key.join(', ')}) > (${key.map((column) => `after.${column}`).join(', ')}) ORDER BY ${key.join(', ')} LIMIT ${count}) AS kept`;
/** SQL: the key of the last of them; null: there are none. */
const lastOf = (key: readonly string[]): string => `
  (SELECT jsonb_build_object(${key.map((column) => `'${column}', ${column}`).join(', ')}) FROM page ORDER BY ${key.map((column) => `${column} DESC`).join(', ')} LIMIT 1)`;

const CELL_KEY = ['token_id', 'minute', 'outcome', 'route', 'address'];

interface CellPage {
  readonly changed: number;
  readonly last: object | null;
}

const CELLS = `
  WITH page AS (SELECT * FROM (${nextRows('usage_cell', CELL_KEY, '$3', AT_ONCE)}) AS row WHERE token_id = $1),
  gone AS (
    DELETE FROM usage_cell AS cell USING page
    WHERE (${CELL_KEY.map((column) => `cell.${column}`).join(', ')}) = (${CELL_KEY.map((column) => `page.${column}`).join(', ')}) AND cell.address <> '' AND ${isMeant('cell.address')}
    RETURNING cell.*
  ),
  added AS (
    INSERT INTO usage_cell AS kept (token_id, minute, outcome, route, address, calls)
    SELECT token_id, minute, outcome, route, '', sum(calls) FROM gone GROUP BY token_id, minute, outcome, route
    ON CONFLICT (token_id, minute, outcome, route, address) DO UPDATE SET calls = kept.calls + excluded.calls
  )
  SELECT (SELECT count(*)::int FROM gone) AS changed, ${lastOf(CELL_KEY)} AS last`;

/** Where an address of a token's use is kept: the table's key, and whether a row names the address $1. */
const PLACES: readonly (readonly [table: string, key: readonly string[], names: string])[] = [
  ['token_usage', ['token_id'], 'last_address = $1'],
  ['usage_cell', CELL_KEY, 'address = $1'],
  ['usage_exposure', ['token_id', 'position', 'boot'], `EXISTS (SELECT FROM jsonb_array_elements(groups) AS said WHERE said ->> 'address' = $1)`],
];

interface LookedAt {
  readonly named: readonly string[];
  readonly last: object | null;
}

/** Tokens whose kept use names the address, by workspace. Looks at all of it, page by page, and holds nothing meanwhile. */
export async function tokensUsedFrom(query: Query, address: string): Promise<readonly { readonly tokenId: string; readonly workspaceId: string }[]> {
  const tokenIds = new Set<string>();
  for (const [table, key, names] of PLACES) {
    const page = `
      WITH page AS MATERIALIZED (${nextRows(table, key, '$2', LOOKED_AT_ONCE)})
      SELECT ${lastOf(key)} AS last, ARRAY(SELECT DISTINCT token_id FROM page WHERE ${names}) AS named`;
    for (let last: object | null = { token_id: '' }; last !== null; ) {
      const [looked]: LookedAt[] = await query<LookedAt>(page, [address, last]);
      for (const tokenId of looked?.named ?? []) tokenIds.add(tokenId);
      last = looked?.last ?? null;
    }
  }
  return query('SELECT id AS "tokenId", workspace_id AS "workspaceId" FROM api_token WHERE id = ANY ($1::text[]) ORDER BY id', [[...tokenIds]]);
}
