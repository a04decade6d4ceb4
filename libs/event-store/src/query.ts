/** Runs one SQL statement on one connection and resolves with its rows: the shape in which pg and TypeORM are passed in. */
export type Query = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

/**
 * For the `options` of a connection that appends (libpq's, as in `new Pool({options})`): however a client is paused or
 * lost, what it holds is free again after 2 s without a word from it, and after 5 s in any case. A migration takes a
 * connection without them.
 */
export const transactionSettings =
  '-c lock_timeout=2s -c idle_in_transaction_session_timeout=2s -c transaction_timeout=5s';
