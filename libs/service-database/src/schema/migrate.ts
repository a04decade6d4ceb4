import { StartRefused } from '@portcullis/service-kit';
import { Client } from 'pg';
import { DataSource } from 'typeorm';
import type { DatabaseSchema } from './database-schema.js';
import { toTypeOrmMigrations } from './sql-migration.js';

const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the schema to this version. One process at a time: a session-level advisory lock is held meanwhile on a
 * connection of its own, as several instances and the CLI may start at once. Nothing is done where nothing is missing.
 *
 * @throws StartRefused where another process has been migrating for longer than a minute.
 */
export async function migrate(connectionString: string, schema: DatabaseSchema): Promise<void> {
  const guard = new Client({ connectionString, options: '-c lock_timeout=60s' });
  guard.on('error', () => undefined);
  await guard.connect();
  try {
    await lock(guard, schema.migrationLock);
    await runMigrations(connectionString, schema);
  } finally {
    await guard.end();
  }
}

async function lock(guard: Client, key: number): Promise<void> {
  try {
    await guard.query('SELECT pg_advisory_lock($1)', [key]);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === LOCK_NOT_AVAILABLE) {
      throw new StartRefused('Another process has been migrating the database for a minute; see what holds it up');
    }
    throw error;
  }
}

/** On connections without the timeouts of the running service: a migration may take longer than a request. */
async function runMigrations(connectionString: string, { lists, migrationTable }: DatabaseSchema): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: connectionString,
    migrations: toTypeOrmMigrations(lists),
    migrationsTableName: migrationTable,
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 1,
  });
  await dataSource.initialize();
  try {
    await dataSource.runMigrations();
  } finally {
    await dataSource.destroy();
  }
}
