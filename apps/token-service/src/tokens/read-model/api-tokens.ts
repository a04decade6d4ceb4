import { Injectable } from '@nestjs/common';
import { type Query, readStream } from '@portcullis/event-store';
import { plannedQueryOf, queryOf } from '@portcullis/service-database';
import { evolve, noToken } from '@portcullis/token';
import { DataSource } from 'typeorm';
import { fromStored } from '../stored-event.js';
import { tokenStream } from '../streams.js';
import { type ApiToken, toApiToken } from './api-token.js';
import { shownColumns, type ShownRow, shownToken } from './shown-token.js';
import { currentPrefix } from './write-api-token.js';

/** Tokens as the API shows them. */
@Injectable()
export class ApiTokens {
  private readonly query: Query;
  private readonly planned: Query;

  constructor(private readonly dataSource: DataSource) {
    this.query = queryOf(dataSource.manager);
    this.planned = plannedQueryOf(dataSource.manager);
  }

  /** The token as it is now; undefined where the workspace has none of this id. */
  async find(workspaceId: string, tokenId: string): Promise<ApiToken | undefined> {
    const sql = `SELECT ${shownColumns(this.dataSource)} FROM api_token_view AS token WHERE id = $1 AND workspace_id = $2`;
    const [row] = await this.planned<ShownRow>(sql, [tokenId, workspaceId]);
    return row && shownToken(this.dataSource, row);
  }

  /** The token as its issue left it, whatever happened to it since: the first answer and every replay of it. */
  async asIssued(tokenId: string): Promise<ApiToken> {
    const [issued] = await readStream(this.query, tokenStream(tokenId), 1, 1);
    const token = issued ? evolve(noToken, fromStored(issued)) : noToken;
    if (!issued || token.status === 'none') throw new Error(`the stream of ${tokenId} does not begin with its issue`);
    const createdByEmail = await this.emailOf(token.createdBy);
    const { time, version, position } = issued;
    const untouched = { createdAt: time, lastUsedAt: null, revokedAt: null, version, position };
    return toApiToken({ ...token, ...untouched, id: tokenId, prefix: currentPrefix(token), createdByEmail }, time);
  }

  private async emailOf(userId: string): Promise<string | null> {
    const [user] = await this.query<{ email: string }>('SELECT email FROM app_user WHERE id = $1', [userId]);
    return user?.email ?? null;
  }
}
