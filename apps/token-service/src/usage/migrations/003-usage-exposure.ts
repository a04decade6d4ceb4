/** What boots told of tokens that were closed: what each may have accepted between a closing change and applying it. */
export const usageExposure = {
  name: '003-usage-exposure',
  sql: `
    ALTER TABLE usage_boot
      -- Closing changes up to here are told of; up to exposure_unsure_to it cannot be said what was accepted.
      ADD COLUMN exposure_to bigint NOT NULL DEFAULT 0,
      ADD COLUMN exposure_unsure_to bigint NOT NULL DEFAULT 0;

    CREATE TABLE usage_exposure (
      token_id text NOT NULL,
      position bigint NOT NULL,
      boot text NOT NULL,
      complete boolean NOT NULL,
      calls bigint NOT NULL,
      first_at timestamptz NOT NULL,
      last_at timestamptz NOT NULL,
      groups jsonb NOT NULL,
      PRIMARY KEY (token_id, position, boot)
    );
    CREATE INDEX usage_exposure_last ON usage_exposure (last_at);
  `,
} as const;
