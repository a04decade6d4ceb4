export const accounts = {
  name: '001-accounts',
  sql: `
CREATE TABLE workspace (
  id text PRIMARY KEY,
  name text NOT NULL CHECK (name <> ''),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE app_user (
  id text PRIMARY KEY,
  workspace_id text NOT NULL REFERENCES workspace (id),
  email text NOT NULL,
  -- The "C" collation: lower case must not depend on the server's locale (Turkish has a dotless i).
  email_key text NOT NULL GENERATED ALWAYS AS (lower(email COLLATE "C")) STORED UNIQUE,
  password_hash text NOT NULL CHECK (password_hash LIKE '$argon2id$%'),
  role text NOT NULL CHECK (role IN ('owner', 'admin', 'auditor', 'member')),
  status text NOT NULL DEFAULT 'active' CHECK (status IN ('active', 'suspended')),
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE INDEX app_user_workspace ON app_user (workspace_id);
`,
};
