/**
 * usage_boot has a row for each boot that told something: which of its detail was counted (every chunk up to chunks_to,
 * and those above it in chunks_ahead), and whether it was folded. Whoever counts anything of a boot holds its row first,
 * in the order of boots, and then the rows of token_usage.
 *
 * usage_cell has no boot: chunks are counted once, so that their calls are simply added.
 */
export const usageDetail = {
  name: '002-usage-detail',
  sql: `
    CREATE TABLE usage_boot (
      boot text PRIMARY KEY,
      service text NOT NULL,
      last_told_at timestamptz NOT NULL DEFAULT clock_timestamp(),
      chunks_to bigint NOT NULL DEFAULT 0,
      chunks_ahead bigint[] NOT NULL DEFAULT '{}',
      -- Its counts are in its tokens' base, and nothing more is taken of it.
      folded boolean NOT NULL DEFAULT false
    );
    CREATE INDEX usage_boot_quiet ON usage_boot (last_told_at) WHERE NOT folded;
    INSERT INTO usage_boot (boot, service) SELECT boot, min(service) FROM usage_counter GROUP BY boot;
    CREATE INDEX usage_counter_boot ON usage_counter (boot);

    CREATE TABLE usage_route (
      id integer GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
      service text NOT NULL,
      route text NOT NULL,
      scopes text[] NOT NULL,
      UNIQUE (service, route, scopes)
    );

    CREATE TABLE usage_cell (
      token_id text NOT NULL,
      minute timestamptz NOT NULL,
      -- Place in USAGE_OUTCOMES; 0: accepted.
      outcome smallint NOT NULL,
      -- 0: other.
      route integer NOT NULL,
      -- Empty: other.
      address text NOT NULL,
      calls bigint NOT NULL,
      PRIMARY KEY (token_id, minute, outcome, route, address)
    );
    CREATE INDEX usage_cell_minute ON usage_cell USING brin (minute) WITH (autosummarize = on);

    ALTER TABLE token_usage
      ADD COLUMN first_used_at timestamptz,
      -- What cells were ever added for, also where they are deleted by now.
      ADD COLUMN detailed_accepted bigint NOT NULL DEFAULT 0,
      ADD COLUMN detailed_refused bigint NOT NULL DEFAULT 0,
      -- The counts of boots that were folded.
      ADD COLUMN base_accepted bigint NOT NULL DEFAULT 0,
      ADD COLUMN base_expired bigint NOT NULL DEFAULT 0,
      ADD COLUMN base_disabled bigint NOT NULL DEFAULT 0,
      ADD COLUMN base_revoked bigint NOT NULL DEFAULT 0,
      ADD COLUMN base_scope bigint NOT NULL DEFAULT 0,
      ADD COLUMN base_address bigint NOT NULL DEFAULT 0;
    UPDATE token_usage SET first_used_at = event.time FROM event
     WHERE event.stream = 'usage/' || token_usage.token_id AND event.version = 1;
  `,
} as const;
