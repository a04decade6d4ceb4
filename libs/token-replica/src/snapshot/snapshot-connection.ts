import pg from 'pg';

/** A server that does not take a connection for this long counts as away. */
const CONNECT_MS = 3_000;
/** A batch takes tens of milliseconds; what takes this long is stuck, or its server is. */
const ANSWER_MS = 10_000;

/** Where the snapshot is kept: the service's own PostgreSQL, with the tables of `snapshotMigrations`. */
export interface SnapshotOptions {
  readonly connectionString: string;
  /** How long the database may give nothing while the copy is loaded before the replica starts from the log instead, ms; 10 000 by default. */
  readonly silentAtMostMs?: number;
}

/**
 * Opens one connection, which is closed, not mended, at the first sign of trouble.
 *
 * @param name what an operator sees in the server's own views.
 * @param answerMs how long an answer may take, ms; a stopped server keeps its connections open and gives none.
 * @throws after three seconds at the latest.
 */
export async function connectForSnapshot(connectionString: string, name: string, answerMs: number = ANSWER_MS): Promise<pg.Client> {
  const client = new pg.Client({
    connectionString,
    application_name: `${name}.snapshot`.slice(0, 63),
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: answerMs,
    query_timeout: answerMs,
    lock_timeout: 2_000,
    keepAlive: true,
  });
  // A connection that breaks while nothing is asked of it shows at the next question; unheard, it would end the process.
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

/** Ends the connection whether or not its server still answers. */
export async function abandon(client: pg.Client): Promise<void> {
  const ended = client.end().catch(() => undefined);
  const bound = new Promise<void>((resolve) => setTimeout(resolve, 200).unref());
  await Promise.race([ended, bound]);
}
