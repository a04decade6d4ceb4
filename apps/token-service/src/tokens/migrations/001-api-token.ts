/**
 * The tokens as they are now: written in the transaction that appends the event, so never older than it. Times and
 * positions of events are not copied here: the view joins them from the events. A revoked token keeps its row.
 */
export const apiToken = {
  name: '001-api-token',
  sql: `
    CREATE TABLE api_token (
      id text PRIMARY KEY,
      serial bigint GENERATED ALWAYS AS IDENTITY UNIQUE,
      workspace_id text NOT NULL,
      kind text NOT NULL CHECK (kind IN ('user', 'workspace')),
      environment text NOT NULL CHECK (environment IN ('live', 'test')),
      created_by text NOT NULL,
      name text NOT NULL,
      description text,
      metadata jsonb NOT NULL,
      prefix text NOT NULL,
      scopes text[] NOT NULL,
      allowed_ips text[] NOT NULL,
      not_before timestamptz,
      expires_at timestamptz,
      status text NOT NULL CHECK (status IN ('enabled', 'disabled', 'revoked')),
      version bigint NOT NULL,
      revoked_version bigint CHECK ((revoked_version IS NULL) = (status <> 'revoked'))
    );
    CREATE INDEX api_token_newest_first ON api_token (workspace_id, serial DESC);

    -- SHA-256 of every secret that opens the token: a rotated one stays until its grace period is over.
    CREATE TABLE api_token_secret (
      hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
      token_id text NOT NULL REFERENCES api_token,
      prefix text NOT NULL,
      valid_until timestamptz
    );
    CREATE INDEX api_token_secret_of_token ON api_token_secret (token_id);
  `,
} as const;
