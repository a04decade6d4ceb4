/** Of one who is demoted, suspended or removed: the user tokens that may have to be narrowed, in the order of their locks. */
export const tokensOfUser = {
  name: '001-tokens-of-user',
  sql: `CREATE INDEX api_token_of_user ON api_token (created_by, id) WHERE kind = 'user';`,
} as const;
