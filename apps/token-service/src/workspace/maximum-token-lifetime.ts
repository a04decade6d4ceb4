import { Inject, Injectable } from '@nestjs/common';
import { plannedQueryOf, type Query } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { type Timestamp, toTimestamp } from '@portcullis/token';
import { DataSource } from 'typeorm';

/** In days: ten years is a long time for a secret. */
export const LONGEST_LIFETIME_DAYS = 3_650;
const DAY_MS = 86_400_000;

/**
 * How long the secrets of a workspace live at most, from the issue or the rotation that made them. Tokens that are there
 * already when it is set keep their ends.
 */
@Injectable()
export class MaximumTokenLifetime {
  private readonly query: Query;

  constructor(
    dataSource: DataSource,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {
    this.query = plannedQueryOf(dataSource.manager);
  }

  /** Latest end of a token that is issued now; null: any, and none. */
  async latestOfIssue(workspaceId: string): Promise<Timestamp | null> {
    const [row] = await this.query<{ days: number | null }>('SELECT maximum_token_lifetime_days AS days FROM workspace_setting WHERE workspace_id = $1', [workspaceId]);
    return latestEnd(this.clock.wallMs(), row?.days ?? null);
  }

  /** Latest end that a token may be given, counted from its current secret; it may be over. null: any, and none. */
  async latestOfUpdate({ workspaceId, tokenId }: { readonly workspaceId: string; readonly tokenId: string }): Promise<Timestamp | null> {
    const [row] = await this.query<{ days: number | null; since: Date | null }>(
      `SELECT maximum_token_lifetime_days AS days,
              (SELECT max(time) FROM event WHERE stream = 'token/' || $2 AND type IN ('TokenIssued', 'TokenRotated')) AS since
       FROM workspace_setting WHERE workspace_id = $1`,
      [workspaceId, tokenId],
    );
    return latestEnd(row?.since?.getTime() ?? this.clock.wallMs(), row?.days ?? null);
  }
}

function latestEnd(sinceMs: number, days: number | null): Timestamp | null {
  return days === null ? null : toTimestamp(sinceMs + days * DAY_MS);
}
