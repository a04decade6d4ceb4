import { isDeepStrictEqual } from 'node:util';
import { factsOf, parseFacts, type Query } from '@portcullis/event-store';
import type { DataSource } from 'typeorm';
import { ApiTokenRow } from '../../tokens/read-model/api-token-row.entity.js';
import { rowOf, secretRowsOf } from '../../tokens/read-model/write-api-token.js';
import { type Difference, differing } from './difference.js';
import { issued, tokenAfter, type TokenAgain } from './token-again.js';

interface KeptRow extends Readonly<Record<string, unknown>> {
  readonly asked: string;
  readonly facts: string | null;
  readonly id: string | null;
  readonly created_at: Date | null;
  readonly secrets: readonly { readonly hash: string; readonly prefix: string; readonly valid_until: string | null }[];
}

/** The row and what happened since the token was made again, in one statement: of one moment, whoever changes it meanwhile. */
function keptRows(dataSource: DataSource): string {
  const columns = dataSource.getMetadata(ApiTokenRow).columns.map(({ databaseName, propertyName }) => `token.${databaseName} AS "${propertyName}"`);
  return `
    SELECT asked.id AS asked, ${columns.join(', ')}, token.created_at,
      ${factsOf(`SELECT bytes FROM event WHERE stream = 'token/' || asked.id AND version > asked.version ORDER BY version`)} AS facts,
      (SELECT coalesce(json_agg(json_build_object('hash', encode(hash, 'hex'), 'prefix', prefix, 'valid_until', valid_until)), '[]')
       FROM api_token_secret WHERE token_id = asked.id) AS secrets
    FROM unnest($1::text[], $2::bigint[]) AS asked (id, version) LEFT JOIN api_token AS token ON token.id = asked.id`;
}

/** Which of the tokens' rows, with those of their secrets, are not what their events make of them. */
export async function compareTokens(dataSource: DataSource, query: Query, tokens: readonly TokenAgain[]): Promise<Difference[]> {
  if (tokens.length === 0) return [];
  const rows = await query<KeptRow>(keptRows(dataSource), [tokens.map(({ id }) => id), tokens.map(({ version }) => version)]);
  const made = new Map(tokens.map((token) => [token.id, token]));
  return rows.flatMap((row) => {
    const token = parseFacts(row.facts).reduce<TokenAgain | undefined>(tokenAfter, made.get(row.asked));
    return token === undefined ? [] : compare(dataSource, row, token);
  });
}

function compare(dataSource: DataSource, row: KeptRow, token: TokenAgain): Difference[] {
  if (row.id === null) return [{ table: 'api_token', id: token.id, what: 'missing' }];
  const state = issued(token);
  const kept = { ...keptMembers(dataSource, row), createdAt: row.created_at?.toISOString(), secrets: byHash(row.secrets.map(toSecret)) };
  const secrets = byHash(secretRowsOf(state).map(({ hash, prefix, validUntil }) => ({ hash, prefix, validUntil })));
  const what = differing(kept, { ...rowOf(state, token.version), createdAt: token.createdAt, secrets }, isDeepStrictEqual);
  return what.length === 0 ? [] : [{ table: 'api_token', id: token.id, what }];
}

function keptMembers(dataSource: DataSource, row: KeptRow): object {
  const token = new ApiTokenRow();
  for (const column of dataSource.getMetadata(ApiTokenRow).columns) {
    column.setEntityValue(token, dataSource.driver.prepareHydratedValue(row[column.propertyName], column));
  }
  return Object.fromEntries(Object.entries(token));
}

interface Secret {
  readonly hash: string;
  readonly prefix: string;
  readonly validUntil: string | null;
}

function toSecret({ hash, prefix, valid_until: validUntil }: KeptRow['secrets'][number]): Secret {
  return { hash, prefix, validUntil: validUntil === null ? null : new Date(validUntil).toISOString() };
}

function byHash(secrets: readonly Secret[]): readonly Secret[] {
  return secrets.toSorted((one, other) => (one.hash < other.hash ? -1 : 1));
}
