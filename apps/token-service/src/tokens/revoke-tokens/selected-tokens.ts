import { Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import { BoundValues } from '../read-model/bound-values.js';
import { conditionOf, isUser, TOKENS } from '../read-model/token-conditions.js';
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

/** Looks tokens up by what a bulk revocation names them by. */
@Injectable()
export class SelectedTokens {
  constructor(private readonly dataSource: DataSource) {}

  /** Whether the filter's creator, where it names one, is a user of the workspace, or was one who issued tokens: a mistyped email is not an empty selection. */
  async hasCreator({ workspaceId, filter }: Selection): Promise<boolean> {
    if (filter?.creator === undefined) return true;
    const sql = `SELECT FROM app_user WHERE workspace_id = $1 AND ${isUser('$2::text')}
                 UNION ALL (SELECT FROM api_token WHERE workspace_id = $1 AND created_by = $2 LIMIT 1)`;
    return (await queryOf(this.dataSource.manager)(sql, [workspaceId, filter.creator])).length > 0;
  }

  /** In one statement: a token that is issued, or begins to match, afterwards is not meant. */
  async find(selection: Selection): Promise<Selected> {
    const [row] = await this.meant<{ open: string[] | null; open_count: number; revoked_count: number }>(
      `(array_agg(token.id ORDER BY token.id) FILTER (WHERE token.status <> 'revoked'))[1:${MAX_OPEN}] AS open,
              count(*) FILTER (WHERE token.status <> 'revoked')::int AS open_count,
              count(*) FILTER (WHERE token.status = 'revoked')::int AS revoked_count`,
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
    const position = `(SELECT position FROM event WHERE stream = 'token/' || token.id AND version = token.revoked_version)`;
    const [row] = await this.meant<{ position: string | null }>(`max(${position}) FILTER (WHERE token.status = 'revoked') AS position`, selection);
    return row?.position == null ? null : Number(row.position);
  }

  /** @param columns SQL over `token`, of all that are meant */
  private meant<R extends object>(columns: string, { workspaceId, ids, filter, callingTokenId }: Selection): Promise<R[]> {
    const bound = new BoundValues();
    const conditions = [conditionOf({ workspaceId, ...filter }, bound)];
    if (ids !== undefined) conditions.push(`token.id = ANY (${bound.bind(ids, 'text[]')})`);
    if (filter?.unusedSince !== undefined) conditions.push(`token.id IS DISTINCT FROM ${bound.bind(callingTokenId, 'text')}`);
    const sql = `SELECT ${columns} FROM ${TOKENS} WHERE ${conditions.join(' AND ')}`;
    return queryOf(this.dataSource.manager)<R>(sql, bound.values);
  }
}
