import { Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { ServiceLog } from '@portcullis/service-kit';
import { DataSource, type EntityManager } from 'typeorm';

/** What makes a retried request the same request; kept for each caller of a workspace. */
export interface IdempotencyKey {
  readonly workspaceId: string;
  /** The user or the token that asks. */
  readonly caller: string;
  readonly key: string;
  /** SHA-256 of the body in a form that whitespace and order do not change. */
  readonly bodyHash: Buffer;
}

/** The request that came with a key before. */
export interface IssueRequest {
  readonly tokenId: string;
  /** Status of its first answer; null where none was given yet. */
  readonly status: number | null;
  readonly hasSameBody: boolean;
}

/** Remembers which token each Idempotency-Key issued. */
@Injectable()
export class IssueRequests {
  constructor(
    private readonly dataSource: DataSource,
    private readonly log: ServiceLog,
  ) {}

  /** The committed request of this key. */
  async find({ workspaceId, caller, key, bodyHash }: IdempotencyKey): Promise<IssueRequest | undefined> {
    const [row] = await queryOf(this.dataSource.manager)<IssueRequest>(
      `SELECT token_id AS "tokenId", status, body_hash = $4 AS "hasSameBody" FROM issue_request
       WHERE workspace_id = $1 AND caller = $2 AND key = $3`,
      [workspaceId, caller, key, bodyHash],
    );
    return row;
  }

  /**
   * Takes the key for a token, in the transaction that issues it. Of two that come at once the second waits here, on
   * the primary key, until the first has committed. False: the key was taken before.
   */
  async claim(manager: EntityManager, request: IdempotencyKey, tokenId: string): Promise<boolean> {
    const claimed = await queryOf(manager)(
      `INSERT INTO issue_request (workspace_id, caller, key, body_hash, token_id) VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT DO NOTHING RETURNING token_id`,
      [request.workspaceId, request.caller, request.key, request.bodyHash, tokenId],
    );
    return claimed.length > 0;
  }

  /**
   * Keeps the status of the first answer and returns it: of several that answer at once, the first to come here decides.
   * Never fails, as the answer may hold a secret that exists nowhere else: a replay then settles it.
   */
  async settle(request: IdempotencyKey, status: number): Promise<number> {
    try {
      return await this.keepStatus(request, status);
    } catch (error) {
      this.log.warn({ err: error }, 'the status of an answer could not be kept for its replay');
      return status;
    }
  }

  private async keepStatus({ workspaceId, caller, key }: IdempotencyKey, status: number): Promise<number> {
    const [row] = await queryOf(this.dataSource.manager)<{ status: number }>(
      `UPDATE issue_request SET status = coalesce(status, $4::smallint)
       WHERE workspace_id = $1 AND caller = $2 AND key = $3 RETURNING status`,
      [workspaceId, caller, key, status],
    );
    return row?.status ?? status;
  }
}
