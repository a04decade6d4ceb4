import type { Query } from '@portcullis/event-store';
import type { LogLogger } from '@portcullis/log';
import { Pool, type PoolClient } from 'pg';

/** One for the follower or who signs, one for the verification in the background. */
const CONNECTIONS = 2;
/** Who asks for proofs, however many, waits for others who do, and nobody who signs waits for them. */
const ANSWER_CONNECTIONS = 2;
const CONNECT_MS = 5_000;
const ANSWER_MS = 30_000;
/** A process that is stopped while it holds the tree keeps the others waiting no longer than this. */
const OPTIONS = '-c lock_timeout=10s -c idle_in_transaction_session_timeout=10s';

/** Connections of their own: bringing events into the tree takes none from those who change tokens. */
export class EvidenceDatabase {
  private readonly pool: Pool;
  private readonly answerPool: Pool;

  constructor(connectionString: string, logger: Pick<LogLogger, 'warn'>) {
    [this.pool, this.answerPool] = [poolOf(connectionString, CONNECTIONS, logger), poolOf(connectionString, ANSWER_CONNECTIONS, logger)];
  }

  readonly query: Query = (sql, params) => queryOn(this.pool)(sql, params);

  /** For what is asked from outside. */
  readonly answers: Query = (sql, params) => queryOn(this.answerPool)(sql, params);

  /** READ COMMITTED: whoever waited for the tree sees what was done to it meanwhile. */
  async transaction<T>(work: (query: Query) => Promise<T>): Promise<T> {
    const client = await this.pool.connect();
    try {
      await client.query('BEGIN');
      const result = await work(queryOn(client));
      await client.query('COMMIT');
      client.release();
      return result;
    } catch (error) {
      // Closed rather than lent again: the server rolls back what it held.
      client.release(true);
      throw error;
    }
  }

  async close(): Promise<void> {
    await Promise.all([this.pool.end(), this.answerPool.end()]);
  }
}

function poolOf(connectionString: string, max: number, logger: Pick<LogLogger, 'warn'>): Pool {
  const pool = new Pool({
    connectionString,
    application_name: 'token-service evidence',
    max,
    connectionTimeoutMillis: CONNECT_MS,
    statement_timeout: ANSWER_MS,
    query_timeout: ANSWER_MS + 1_000,
    options: OPTIONS,
    keepAlive: true,
  });
  pool.on('error', (error) => {
    logger.warn({ err: error }, 'a connection of the evidence broke');
  });
  return pool;
}

function queryOn(client: Pool | PoolClient): Query {
  return async <R extends object>(sql: string, params: readonly unknown[] = []) => (await client.query<R>(sql, [...params])).rows;
}
