/**
 * One row for each token that was issued under an Idempotency-Key, written in the transaction that issued it. Kept as
 * long as the token's own row, so a retry is safe however late it comes.
 */
export const issueRequest = {
  name: '002-issue-request',
  sql: `
    CREATE TABLE issue_request (
      workspace_id text NOT NULL,
      caller text NOT NULL,
      key text NOT NULL,
      body_hash bytea NOT NULL,
      token_id text NOT NULL,
      -- Status of the first answer; null until it was given.
      status smallint,
      PRIMARY KEY (workspace_id, caller, key)
    );
  `,
} as const;
