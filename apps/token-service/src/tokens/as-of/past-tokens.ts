import { Injectable } from '@nestjs/common';
import { factsOf } from '@portcullis/event-store';
import { plannedQueryOf } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import type { ApiToken } from '../read-model/api-token.js';
import type { TokenPlace } from '../list-tokens/token-order.js';
import { TokenSearches } from '../read-model/token-searches.js';
import { type AsOf, notYet } from './as-of.js';
import { pastToken, type PastRow } from './past-token.js';

/** Tokens as they were, made again from the events; nothing but who issued them has another source. */
@Injectable()
export class PastTokens {
  constructor(
    private readonly dataSource: DataSource,
    private readonly searches: TokenSearches,
  ) {}

  /**
   * One token, in one trip: of its changes those up to then, of its uses the last one.
   *
   * @returns undefined where the workspace had no such token then
   * @throws Problem 400 for what has not come yet
   */
  async find(workspaceId: string, tokenId: string, asked: AsOf): Promise<ApiToken | undefined> {
    const rows = await plannedQueryOf(this.dataSource.manager)<PastRow>(ONE, [...momentOf(asked), workspaceId, tokenId]);
    const [token] = tokensOf(rows, asked);
    return token;
  }

  /**
   * Up to `count` of the tokens that there were then, behind the place in the order of their issue. Each costs its own events
   * up to then, at most a thousand changes.
   */
  async page({ workspaceId, ownOf, isNewestFirst }: PastList, asked: AsOf, after: TokenPlace | undefined, count: number): Promise<ApiToken[]> {
    const rows = await this.searches.query<PastRow>(isNewestFirst ? NEWEST_FIRST : OLDEST_FIRST, [
      ...momentOf(asked), workspaceId, ownOf ?? null, after?.value ?? (isNewestFirst ? 'infinity' : '-infinity'), after?.id ?? '', count,
    ]);
    return tokensOf(rows, asked);
  }
}

/** The tokens of a workspace, or of them those that a user issued for themselves. */
export interface PastList {
  readonly workspaceId: string;
  readonly ownOf: string | undefined;
  readonly isNewestFirst: boolean;
}

/** The two parameters of MOMENT. */
function momentOf(asked: AsOf): [time: string | null, position: number | null] {
  return 'position' in asked ? [null, asked.position] : [asked.time, null];
}

function tokensOf(rows: readonly PastRow[], asked: AsOf): ApiToken[] {
  if (rows.some(({ is_past: isPast }) => !isPast)) throw notYet(asked);
  return rows.flatMap((row) => pastToken(row) ?? []);
}

/** The position and the time that are meant: of a time the newest event up to it, of a position the time of its event. */
const MOMENT = `
  SELECT CASE WHEN $1::timestamptz IS NULL THEN $2::bigint <= head.position ELSE $1::timestamptz <= clock_timestamp() END AS is_past,
         coalesce($2::bigint, position_before($1::timestamptz + interval '1 millisecond')) AS position,
         coalesce($1::timestamptz, (SELECT time FROM event WHERE event.position = $2::bigint)) AS time
  FROM event_head AS head OFFSET 0`;

/** @param asked SQL: a relation with the `id` of each token that is meant, which may look at `moment` */
function pastTokens(asked: string): string {
  return `
    SELECT moment.is_past, moment.time AS moment, past.*
    FROM (${MOMENT}) AS moment
    LEFT JOIN LATERAL (
      SELECT asked.id, asked.place, app_user.email AS created_by_email,
        ${factsOf('SELECT bytes FROM event WHERE stream = issued.stream AND version <= version_at(issued.stream, moment.position) ORDER BY version')} AS changes,
        ${factsOf(`SELECT bytes FROM event WHERE stream = 'usage/' || asked.id AND version = version_at('usage/' || asked.id, moment.position)`)} AS last_use
      FROM (${asked}) AS asked
      JOIN event AS issued ON issued.stream = 'token/' || asked.id AND issued.version = 1 AND issued.workspace_id = $3 AND issued.position <= moment.position
      LEFT JOIN app_user ON app_user.id = convert_from(issued.bytes, 'UTF8')::json -> 'data' ->> 'createdBy'
    ) AS past ON moment.is_past`;
}

const ONE = pastTokens('SELECT $4::text AS id, 0 AS place');

/** Ids and times of issue never change, so today's rows say which there were; of those of one millisecond the events do. */
function listed(direction: 'ASC' | 'DESC', isBehind: '<' | '>'): string {
  const candidates = `
    SELECT token.id, row_number() OVER () AS place
    FROM (SELECT id FROM api_token
          WHERE workspace_id = $3 AND created_at <= moment.time AND ($4::text IS NULL OR (kind = 'user' AND created_by = $4))
            AND (created_at, id COLLATE "C") ${isBehind} ($5::timestamptz, $6)
            AND EXISTS (SELECT FROM event WHERE stream = 'token/' || api_token.id AND version = 1 AND event.position <= moment.position)
          ORDER BY created_at ${direction}, id COLLATE "C" ${direction} LIMIT $7) AS token`;
  return `${pastTokens(candidates)} ORDER BY past.place`;
}

const NEWEST_FIRST = listed('DESC', '<');
const OLDEST_FIRST = listed('ASC', '>');
