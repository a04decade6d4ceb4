import { randomBytes } from 'node:crypto';
import { Client, Pool, type PoolClient } from 'pg';
import { testServerUrl } from './test-server.js';

export interface Migration {
  readonly name: string;
  readonly sql: string;
}

/** The shape that libraries take a connection in: rows of one statement. */
export type TestQuery = <R extends object>(sql: string, params?: readonly unknown[]) => Promise<R[]>;

export interface TestDatabase {
  /** Superuser's connection string of this database. */
  readonly connectionString: string;
  readonly pool: Pool;
  /** Runs one statement on any connection of the pool. */
  readonly query: TestQuery;
  /** Runs `work` in one transaction on one connection; commits, or rolls back where it throws. */
  readonly transaction: <T>(work: (query: TestQuery) => Promise<T>) => Promise<T>;
  /** Ends the pool and drops the database, whoever is still connected. */
  drop(): Promise<void>;
}

/**
 * Makes an empty database of its own for a suite, and runs the migrations in it; drop it in `afterAll`.
 * Costs about 50 ms, and 1 to 2 s once for each Jest process that has to start its own server.
 */
export async function createTestDatabase(migrations: readonly Migration[] = []): Promise<TestDatabase> {
  const server = await testServerUrl();
  const name = `test_${randomBytes(8).toString('hex')}`;
  // template0 never has a connection that would refuse the copy, however many suites make a database at once.
  await asSuperuser(server, `CREATE DATABASE ${name} TEMPLATE template0`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  const pool = new Pool({ connectionString: url.href, max: 20 });
  // An idle connection that is ended from outside (drop, a stopped server) is no failure of the suite.
  pool.on('error', () => undefined);
  const database: TestDatabase = {
    connectionString: url.href,
    pool,
    query: queryOf(pool),
    transaction: (work) => inTransaction(pool, work),
    drop: async () => {
      await pool.end();
      await asSuperuser(server, `DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    },
  };
  for (const { sql } of migrations) await pool.query(sql);
  return database;
}

/** A connection's `query` in the shape the libraries take; of a pool, each statement on any of its connections. */
export function queryOf(connection: Client | Pool | PoolClient): TestQuery {
  return async <R extends object>(sql: string, params: readonly unknown[] = []) => (await connection.query<R>(sql, [...params])).rows;
}

async function inTransaction<T>(pool: Pool, work: (query: TestQuery) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    const answer = await work(queryOf(client));
    await client.query('COMMIT');
    return answer;
  } catch (error) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw error;
  } finally {
    client.release();
  }
}

async function asSuperuser(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
