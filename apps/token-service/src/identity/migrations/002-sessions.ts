export const sessions = {
  name: '002-sessions',
  sql: `
CREATE TABLE session (
  -- SHA-256 of the cookie: who reads this table cannot act as anybody.
  secret_hash bytea PRIMARY KEY CHECK (octet_length(secret_hash) = 32),
  user_id text NOT NULL REFERENCES app_user (id) ON DELETE CASCADE,
  created_at timestamptz NOT NULL DEFAULT now(),
  last_seen_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz NOT NULL
);
CREATE INDEX session_user_id ON session (user_id);
CREATE INDEX session_expires_at ON session (expires_at);
CREATE INDEX session_last_seen_at ON session (last_seen_at);

CREATE TABLE login_failure (
  -- Rises with every failure, so that the newest so many can be kept without counting.
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  -- SHA-256 of the email in lower case: people type passwords into the wrong field.
  account bytea NOT NULL CHECK (octet_length(account) = 32),
  -- The address; of IPv6 its /64, as one customer has at least that many.
  address_block cidr NOT NULL,
  failed_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX login_failure_account ON login_failure (account, address_block, failed_at);
CREATE INDEX login_failure_failed_at ON login_failure (failed_at);
`,
};
