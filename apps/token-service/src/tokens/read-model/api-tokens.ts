import { Inject, Injectable } from '@nestjs/common';
import { type Query, readStream } from '@portcullis/event-store';
import { plannedQueryOf, queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { type EffectiveStatus, evolve, noToken, toTimestamp } from '@portcullis/token';
import { DataSource } from 'typeorm';
import { fromStored } from '../stored-event.js';
import { tokenStream } from '../streams.js';
import { type ApiToken, toApiToken } from './api-token.js';
import { ApiTokenView } from './api-token-view.entity.js';
import { statusConditions } from './status-conditions.js';
import { currentPrefix } from './write-api-token.js';

/** Which tokens of a workspace, newest first. */
export interface TokenSelection {
  /** Only those issued before this one; undefined: from the newest. */
  readonly beforeSerial: number | undefined;
  readonly status: EffectiveStatus | undefined;
  readonly count: number;
}

/** A token and its place in the order of issue. */
export interface ListedToken {
  readonly serial: number;
  readonly apiToken: ApiToken;
}

/** Tokens as the API shows them. */
@Injectable()
export class ApiTokens {
  private readonly query: Query;
  private readonly planned: Query;

  constructor(
    private readonly dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.query = queryOf(dataSource.manager);
    this.planned = plannedQueryOf(dataSource.manager);
  }

  /** The token as it is now; undefined where the workspace has none of this id. */
  async find(workspaceId: string, tokenId: string): Promise<ApiToken | undefined> {
    const { columns } = this.dataSource.getMetadata(ApiTokenView);
    const names = columns.map(({ databaseName, propertyName }) => `${databaseName} AS "${propertyName}"`);
    // By hand, as this is read after every change, and the view is five tables: planning takes ten times as long as reading.
    const [row] = await this.planned<Record<string, unknown>>(`SELECT ${names.join(', ')} FROM api_token_view WHERE id = $1 AND workspace_id = $2`, [tokenId, workspaceId]);
    if (!row) return undefined;
    const token = new ApiTokenView();
    for (const column of columns) column.setEntityValue(token, this.dataSource.driver.prepareHydratedValue(row[column.propertyName], column));
    return toApiToken(token, toTimestamp(this.clock.wallMs()));
  }

  /** Tokens of a workspace, the newest first. */
  async newest(workspaceId: string, { beforeSerial, status, count }: TokenSelection): Promise<ListedToken[]> {
    const now = toTimestamp(this.clock.wallMs());
    const list = this.dataSource.manager
      .createQueryBuilder(ApiTokenView, 'token')
      .where('token.workspaceId = :workspaceId', { workspaceId })
      .orderBy('token.serial', 'DESC')
      .limit(count);
    if (beforeSerial !== undefined) list.andWhere('token.serial < :beforeSerial', { beforeSerial });
    if (status !== undefined) list.andWhere(statusConditions[status], { now });
    const tokens = await list.getMany();
    return tokens.map((token) => ({ serial: token.serial, apiToken: toApiToken(token, now) }));
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
