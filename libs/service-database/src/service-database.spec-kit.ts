import { DataSource } from 'typeorm';
import { poolOptions } from './connection/pool-options.js';
import type { DatabaseSchema } from './schema/database-schema.js';

/** A service's schema of two capabilities, the second on the first. */
export const SCHEMA: DatabaseSchema = {
  lists: [
    { capability: 'shelf', migrations: [{ name: '001-shelf', sql: 'CREATE TABLE shelf (name text PRIMARY KEY)' }] },
    {
      capability: 'book',
      migrations: [
        { name: '001-book', sql: 'CREATE TABLE book (title text, shelf text REFERENCES shelf)' },
        { name: '002-title', sql: 'ALTER TABLE book ALTER title SET NOT NULL; CREATE INDEX ON book (title)' },
      ],
    },
  ],
  migrationTable: 'applied_step',
  migrationLock: 123_572_323_182_951,
};

/** Opens the database as a running service does. */
export function openDataSource(connectionString: string): Promise<DataSource> {
  const options = poolOptions({
    connectionString,
    applicationName: 'test',
    connections: 4,
    connectTimeoutMs: 5_000,
    perConnection: {},
    onPoolError: () => undefined,
  });
  return new DataSource(options).initialize();
}
