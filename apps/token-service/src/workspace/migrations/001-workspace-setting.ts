/** What a workspace decided for itself; one without a row has decided nothing. */
export const workspaceSetting = {
  name: '001-workspace-setting',
  sql: `
    CREATE TABLE workspace_setting (
      workspace_id text PRIMARY KEY REFERENCES workspace (id) ON DELETE CASCADE,
      -- Null: none.
      maximum_token_lifetime_days integer CHECK (maximum_token_lifetime_days BETWEEN 1 AND 3650)
    );
  `,
} as const;
