/**
 * token_usage has a row for each token that was ever used; whoever changes anything about a token's use holds that row
 * first, and waits for it only in the order of token ids, so nobody waits in a circle. usage_counter has a row for each
 * boot and token: `counted` is the most that boot told, `appended` what of it stands in TokenUsed events.
 */
export const usage = {
  name: '001-usage',
  sql: `
    CREATE TABLE token_usage (
      token_id text PRIMARY KEY,
      last_used_at timestamptz,
      last_address text,
      -- What the stream usage/<token> amounts to: its version, its sum and its last use.
      recorded_version bigint NOT NULL DEFAULT 0,
      recorded_accepted bigint NOT NULL DEFAULT 0,
      recorded_last_used_at timestamptz,
      -- When the next TokenUsed is to be appended; null: nothing was counted since the last.
      due_at timestamptz
    );
    CREATE INDEX token_usage_due ON token_usage (due_at) WHERE due_at IS NOT NULL;

    CREATE TABLE usage_counter (
      token_id text NOT NULL REFERENCES token_usage,
      boot text NOT NULL,
      service text NOT NULL,
      counted bigint NOT NULL,
      appended bigint NOT NULL DEFAULT 0,
      refused_expired bigint NOT NULL,
      refused_disabled bigint NOT NULL,
      refused_revoked bigint NOT NULL,
      refused_scope bigint NOT NULL,
      refused_address bigint NOT NULL,
      PRIMARY KEY (token_id, boot),
      CHECK (appended BETWEEN 0 AND counted)
    );

    -- How far the usage topic of each log is counted; moves in the transaction that counts.
    CREATE TABLE usage_progress (
      log text PRIMARY KEY,
      next_offset bigint NOT NULL
    );
  `,
} as const;
