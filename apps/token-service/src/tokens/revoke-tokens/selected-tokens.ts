import { Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import type { RevokeTokensBody } from './revoke-tokens.body.js';

/** Which tokens of a workspace are meant; whatever is undefined does not narrow it. */
export interface Selection extends Pick<RevokeTokensBody, 'ids' | 'filter'> {
  readonly workspaceId: string;
  /** The token that asks: it is in use now, though that may not be counted yet. Null in a session. */
  readonly callingTokenId: string | null;
}

/** What a selection amounts to at one moment. */
export interface Selected {
  /** Those that are not revoked, the first MAX_OPEN of them, in id order. */
  readonly open: readonly string[];
  /** How many are not revoked. */
  readonly openCount: number;
  readonly revokedCount: number;
}

/** More than one request can revoke in its time. */
const MAX_OPEN = 100_000;

/** By id, or by email in any case. */
const isUser = (named: string): string => `(id = ${named} OR email_key = lower(${named} COLLATE "C"))`;

const MEANT = `
  FROM api_token AS token
  WHERE token.workspace_id = $1
    AND ($2::text[] IS NULL OR token.id = ANY ($2))
    AND ($3::text IS NULL OR token.created_by IN (SELECT id FROM app_user WHERE ${isUser('$3')}))
    AND ($4::text IS NULL OR EXISTS (SELECT FROM api_token_secret AS secret WHERE secret.token_id = token.id AND starts_with(secret.prefix, $4)))
    AND ($5::text IS NULL OR $5 = ANY (token.scopes))
    AND ($6::timestamptz IS NULL OR token.id IS DISTINCT FROM $7::text AND $6 > coalesce(
      (SELECT last_used_at FROM token_usage WHERE token_usage.token_id = token.id),
      (SELECT time FROM event WHERE stream = 'token/' || token.id AND version = 1)))`;

/** Looks tokens up by what a bulk revocation names them by. */
@Injectable()
export class SelectedTokens {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether the filter's creator, where it names one, is a user of the workspace: a mistyped email is not an empty selection. */
  async hasCreator({ workspaceId, filter }: Selection): Promise<boolean> {
    if (filter?.creator === undefined) return true;
    const sql = `SELECT FROM app_user WHERE workspace_id = $1 AND ${isUser('$2::text')}`;
    return (await queryOf(this.dataSource.manager)(sql, [workspaceId, filter.creator])).length > 0;
  }

  /** In one statement: a token that is issued, or begins to match, afterwards is not meant. */
  async find(selection: Selection): Promise<Selected> {
    const [row] = await this.query<{ open: string[] | null; open_count: number; revoked_count: number }>(
      `SELECT (array_agg(token.id ORDER BY token.id) FILTER (WHERE token.status <> 'revoked'))[1:${MAX_OPEN}] AS open,
              count(*) FILTER (WHERE token.status <> 'revoked')::int AS open_count,
              count(*) FILTER (WHERE token.status = 'revoked')::int AS revoked_count ${MEANT}`,
      selection,
    );
    return { open: row?.open ?? [], openCount: row?.open_count ?? 0, revokedCount: row?.revoked_count ?? 0 };
  }

  /** Those of the ids that no token of the workspace has. */
  async missing({ workspaceId, ids = [] }: Selection): Promise<readonly string[]> {
    const rows = await queryOf(this.dataSource.manager)<{ id: string }>(
      `SELECT given.id FROM unnest($2::text[]) WITH ORDINALITY AS given (id, place)
       WHERE NOT EXISTS (SELECT FROM api_token AS token WHERE token.id = given.id AND token.workspace_id = $1)
       GROUP BY given.id ORDER BY min(given.place)`,
      [workspaceId, ids],
    );
    return rows.map(({ id }) => id);
  }

  /** Position of the last revocation among them; null where none is revoked. */
  async lastRevocation(selection: Selection): Promise<number | null> {
    const [row] = await this.query<{ position: string | null }>(
      `SELECT max((SELECT position FROM event WHERE stream = 'token/' || token.id AND version = token.revoked_version)) AS position ${MEANT}
         AND token.status = 'revoked'`,
      selection,
    );
    return row?.position == null ? null : Number(row.position);
  }

  private query<R extends object>(sql: string, { workspaceId, ids, filter, callingTokenId }: Selection): Promise<R[]> {
    const { creator, prefix, scope, unusedSince } = filter ?? {};
    return queryOf(this.dataSource.manager)<R>(sql, [
      workspaceId, ids ?? null, creator ?? null, prefix ?? null, scope ?? null, unusedSince ?? null, callingTokenId,
    ]);
  }
}
