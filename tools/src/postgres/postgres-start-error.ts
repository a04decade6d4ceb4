/** PostgreSQL could not be started; the message is one line that says what is wrong and what would help. */
export class PostgresStartError extends Error {
  override readonly name = 'PostgresStartError';
}
