/**
 * A token with what its row does not hold: the times and the position of its events, which the append alone knows and
 * which nothing may follow in its transaction, the email of who issued it, and its last use.
 */
export const apiTokenView = {
  name: '003-api-token-view',
  sql: `
    CREATE VIEW api_token_view AS
    SELECT token.*,
           issued.time AS created_at,
           revoked.time AS revoked_at,
           latest.position,
           app_user.email AS created_by_email,
           token_usage.last_used_at
    FROM api_token AS token
    JOIN event AS issued ON issued.stream = 'token/' || token.id AND issued.version = 1
    JOIN event AS latest ON latest.stream = 'token/' || token.id AND latest.version = token.version
    LEFT JOIN event AS revoked ON revoked.stream = 'token/' || token.id AND revoked.version = token.revoked_version
    LEFT JOIN app_user ON app_user.id = token.created_by
    LEFT JOIN token_usage ON token_usage.token_id = token.id;
  `,
} as const;
