/** When an exposure was told, by the store's clock: how long it is kept is not for the clocks of those that tell. */
export const exposureToldAt = {
  name: '004-exposure-told-at',
  sql: `
    ALTER TABLE usage_exposure ADD COLUMN told_at timestamptz NOT NULL DEFAULT clock_timestamp();
    UPDATE usage_exposure SET told_at = event.time FROM event WHERE event.position = usage_exposure.position;
    DROP INDEX usage_exposure_last;
    CREATE INDEX usage_exposure_told ON usage_exposure (told_at);
  `,
} as const;
