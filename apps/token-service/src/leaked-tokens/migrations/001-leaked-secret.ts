/**
 * Reports of leaked secrets that are still to be acted upon: a row goes as soon as its token is revoked, or as it turns
 * out to be none. Only the hash of what was reported, so that this table is worth nothing to a thief.
 */
export const leakedSecret = {
  name: '001-leaked-secret',
  sql: `
    CREATE TABLE leaked_secret (
      hash bytea PRIMARY KEY CHECK (octet_length(hash) = 32),
      -- The first report of it, as the revocation will name it.
      request_id text NOT NULL,
      address text,
      user_agent text
    );
  `,
} as const;
