/** Header lines that present a credential of the wrong form; `%` stands for a live token. */
export const malformedCredentials: readonly (readonly [what: string, lines: readonly string[]])[] = [
  ['a scheme alone', ['Authorization: Bearer']],
  ['two spaces', ['Authorization: Bearer  %']],
  ['a tab', ['Authorization: Bearer\t%']],
  ['an inner space', ['Authorization: Bearer % x']],
  ['a comma', ['Authorization: Bearer %,%']],
  ['a comma after the scheme', ['Authorization: Bearer, %']],
  ['quotes', ['Authorization: Bearer "%"']],
  ['a parameter', ['Authorization: Bearer token="%"']],
  ['an escape', ['Authorization: Bearer %\\u0020']],
  ['an equals sign inside', ['Authorization: Bearer a=b']],
  ['nothing but equals signs', ['Authorization: Bearer ==']],
  ['a character beyond ASCII', ['Authorization: Bearer %\u00e9']],
  ['a no-break space', ['Authorization: Bearer\u00a0%']],
  ['a scheme beyond ASCII', ['Authorization: B\u00e9arer %']],
  ['two Authorization lines', ['Authorization: Bearer %', 'Authorization: Bearer %']],
  ['two lines in other cases', ['authorization: Bearer %', 'AUTHORIZATION: Bearer %']],
  ['a second line of another scheme', ['Authorization: Bearer %', 'Authorization: Basic dXNlcjpwYXNz']],
  ['a second line, empty', ['Authorization: Bearer %', 'Authorization:']],
];

/** Header lines that present nothing that this gate knows. */
export const noCredentials: readonly (readonly [what: string, lines: readonly string[]])[] = [
  ['nothing', []],
  ['an empty Authorization', ['Authorization:']],
  ['another scheme', ['Authorization: Basic dXNlcjpwYXNz']],
  ['another scheme alone', ['Authorization: Negotiate']],
  ['a scheme that begins as bearer does', ['Authorization: Bearer2 %']],
  ['a token where no credential belongs', ['X-Api-Key: %', 'Proxy-Authorization: Bearer %', 'Cookie: access_token=%']],
];

/** Bearers of the right grammar that are no live token. */
export const deadTokens: readonly (readonly [what: string, token: string])[] = [
  ['a short text', 'abc'],
  ['every character of the grammar', 'aZ09-._~+/=='],
  ['the shape of a token with a wrong checksum', `pcl_live_${'0'.repeat(36)}`],
  ['a token of nobody', 'pcl_live_0123456789ABCDEFGHIJKLMNOPQRST4NpRsn'],
  ['a word of JavaScript', '__proto__'],
  ['10,000 characters', 'a'.repeat(10_000)],
];
