import { Injectable } from '@nestjs/common';
import type { AppendContext } from '@portcullis/event-store';
import { plannedQueryOf, type Query } from '@portcullis/service-database';
import { DataSource } from 'typeorm';

/** Reports wait for milliseconds as a rule; this is a bound for when they cannot be acted upon. */
const MOST_WAITING = 100_000;

/** A reported secret, and the token that it may open; null: it is none, or ended by a rotation. */
export interface LeakedSecret {
  readonly hash: Buffer;
  readonly token: { readonly workspaceId: string; readonly tokenId: string } | null;
  readonly context: Omit<AppendContext, 'actor'>;
}

interface StoredRow {
  readonly hash: Buffer;
  readonly token_id: string | null;
  readonly workspace_id: string | null;
  readonly request_id: string;
  readonly address: string | null;
  readonly user_agent: string | null;
}

/** The reports that wait, in the database: what is in it is acted upon, whichever process dies meanwhile. */
@Injectable()
export class LeakedSecrets {
  private readonly query: Query;

  constructor(dataSource: DataSource) {
    this.query = plannedQueryOf(dataSource.manager);
  }

  /**
   * Keeps what was reported, whatever it is: one statement, which looks at no token. In the order of the hashes, so that
   * two reports of the same secrets do not wait for each other in a circle.
   *
   * @returns false: there is no room, and nothing was kept
   */
  async keep(hashes: readonly Buffer[], { requestId, origin }: Required<Omit<AppendContext, 'actor'>>): Promise<boolean> {
    const [row] = await this.query<{ has_room: boolean }>(
      `WITH room AS (SELECT count(*) < ${MOST_WAITING} AS has_room FROM (SELECT FROM leaked_secret LIMIT ${MOST_WAITING}) AS waiting),
       kept AS (
         INSERT INTO leaked_secret (hash, request_id, address, user_agent)
         SELECT given.hash, $2, $3, $4 FROM unnest($1::bytea[]) AS given (hash), room WHERE room.has_room ORDER BY given.hash
         ON CONFLICT DO NOTHING
       )
       SELECT has_room FROM room`,
      [hashes, requestId, origin.address ?? null, origin.userAgent ?? null],
    );
    return row?.has_room === true;
  }

  /** The next so many in the order of their hashes. @param after undefined: from the first */
  async next(after: Buffer | undefined, count: number): Promise<readonly LeakedSecret[]> {
    const rows = await this.query<StoredRow>(
      `SELECT leaked.hash, token.id AS token_id, token.workspace_id, leaked.request_id, leaked.address, leaked.user_agent
       FROM (SELECT * FROM leaked_secret WHERE hash > $1 ORDER BY hash LIMIT $2) AS leaked
       LEFT JOIN api_token_secret AS secret ON secret.hash = leaked.hash AND (secret.valid_until IS NULL OR secret.valid_until > clock_timestamp())
       LEFT JOIN api_token AS token ON token.id = secret.token_id
       ORDER BY leaked.hash`,
      [after ?? Buffer.alloc(0), count],
    );
    return rows.map(toLeakedSecret);
  }

  async forget(hashes: readonly Buffer[]): Promise<void> {
    if (hashes.length > 0) await this.query('DELETE FROM leaked_secret WHERE hash = ANY ($1::bytea[])', [hashes]);
  }
}

function toLeakedSecret({ hash, token_id: tokenId, workspace_id: workspaceId, request_id: requestId, address, user_agent: userAgent }: StoredRow): LeakedSecret {
  const origin = { ...(address !== null && { address }), ...(userAgent !== null && { userAgent }) };
  return { hash, token: tokenId === null || workspaceId === null ? null : { workspaceId, tokenId }, context: { requestId, origin } };
}
