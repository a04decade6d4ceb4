import type { Query } from '@portcullis/event-store';
import type { Timestamp, TokenUsage } from '@portcullis/token';

/** As far as a count is exact in JavaScript; a sum never goes beyond, or one service's nonsense would stop the recording of others. */
const MOST = String(Number.MAX_SAFE_INTEGER);

/** A token of which uses were counted that stand in no event yet; its row is held by the transaction. */
export interface DueToken {
  readonly tokenId: string;
  readonly workspaceId: string;
  /** Version of its usage stream, and what that stream amounts to. */
  readonly version: number;
  readonly recorded: TokenUsage;
  readonly lastUsedAt: Timestamp | null;
  readonly lastAddress: string | null;
  /** On the database's clock. */
  readonly now: Timestamp;
}

interface DueRow {
  readonly token_id: string;
  readonly workspace_id: string;
  readonly recorded_version: string;
  readonly recorded_accepted: string;
  readonly recorded_last_used_at: Date | null;
  readonly last_used_at: Date | null;
  readonly last_address: string | null;
  readonly now: Date;
}

/**
 * Locks up to `limit` tokens that are due, the longest due first. Waits for nobody, so it needs no order of locks: a
 * token that is held is being counted or recorded, and is looked at again.
 */
export async function lockDueTokens(query: Query, limit: number): Promise<DueToken[]> {
  const rows = await query<DueRow>(
    `SELECT usage.token_id, token.workspace_id, usage.recorded_version, usage.recorded_accepted, usage.recorded_last_used_at,
            usage.last_used_at, usage.last_address, clock_timestamp() AS now
     FROM token_usage AS usage JOIN api_token AS token ON token.id = usage.token_id
     WHERE usage.due_at <= now()
     ORDER BY usage.due_at LIMIT $1
     FOR NO KEY UPDATE OF usage SKIP LOCKED`,
    [limit],
  );
  return rows.map((row) => ({
    tokenId: row.token_id,
    workspaceId: row.workspace_id,
    version: Number(row.recorded_version),
    recorded: { accepted: Number(row.recorded_accepted), lastUsedAt: row.recorded_last_used_at?.toISOString() ?? null },
    lastUsedAt: row.last_used_at?.toISOString() ?? null,
    lastAddress: row.last_address,
    now: row.now.toISOString(),
  }));
}

/**
 * Takes what was counted and is in no event yet, of every boot of these tokens. Nobody counts meanwhile: whoever does
 * holds the token's row in token_usage.
 */
export async function takeCounts(query: Query, tokenIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ token_id: string; accepted: string }>(
    `WITH taken AS (
       SELECT token_id, boot, counted - appended AS accepted FROM usage_counter
       WHERE token_id = ANY ($1::text[]) AND counted > appended
     ), moved AS (
       UPDATE usage_counter AS kept SET appended = kept.counted
       FROM taken WHERE kept.token_id = taken.token_id AND kept.boot = taken.boot
     )
     SELECT token_id, least(sum(accepted), ${MOST}) AS accepted FROM taken GROUP BY token_id`,
    [tokenIds],
  );
  return new Map(rows.map(({ token_id: tokenId, accepted }) => [tokenId, Number(accepted)]));
}

/** What a token's usage stream will amount to. */
export interface Recorded {
  readonly tokenId: string;
  readonly version: number;
  readonly usage: TokenUsage;
}

/** Keeps it beside the counts; nothing more is due. */
export async function writeRecorded(query: Query, recorded: readonly Recorded[]): Promise<void> {
  await query(
    `UPDATE token_usage AS kept SET
       due_at = NULL,
       recorded_version = given.version,
       recorded_accepted = least(given.accepted, ${MOST}),
       recorded_last_used_at = given.last_used_at
     FROM unnest($1::text[], $2::bigint[], $3::bigint[], $4::timestamptz[]) AS given (token_id, version, accepted, last_used_at)
     WHERE kept.token_id = given.token_id`,
    [
      recorded.map(({ tokenId }) => tokenId),
      recorded.map(({ version }) => version),
      recorded.map(({ usage }) => usage.accepted),
      recorded.map(({ usage }) => usage.lastUsedAt),
    ],
  );
}
