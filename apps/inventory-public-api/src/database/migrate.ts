import { StartRefused } from '@portcullis/service-kit';
import { DataSource, QueryFailedError, type QueryRunner } from 'typeorm';
import { typeOrmMigrations } from './sql-migration.js';

/** Any number that nothing else in this database locks: `invmig` in ASCII. */
const MIGRATION_LOCK = '116017318160743';
const LOCK_WAIT = '60s';
const LOCK_NOT_AVAILABLE = '55P03';

/**
 * Brings the schema to this version. One process at a time: a session-level advisory lock is held meanwhile, as several
 * instances and the CLI may start at once. On connections without the running service's timeouts: a migration may take
 * longer than a request.
 *
 * @throws StartRefused where another process has been migrating for longer than a minute.
 */
export async function migrate(connectionString: string): Promise<void> {
  const dataSource = new DataSource({
    type: 'postgres',
    url: connectionString,
    migrations: typeOrmMigrations(),
    migrationsTransactionMode: 'each',
    installExtensions: false,
    poolSize: 2,
  });
  await dataSource.initialize();
  const guard = dataSource.createQueryRunner();
  try {
    await lock(guard);
    await dataSource.runMigrations();
  } finally {
    await guard.release();
    // The lock ends with its connection.
    await dataSource.destroy();
  }
}

async function lock(guard: QueryRunner): Promise<void> {
  try {
    await guard.query(`SET lock_timeout = '${LOCK_WAIT}'`);
    await guard.query('SELECT pg_advisory_lock($1)', [MIGRATION_LOCK]);
  } catch (error) {
    const code = error instanceof QueryFailedError && (error.driverError as { code?: string }).code;
    if (code !== LOCK_NOT_AVAILABLE) throw error;
    throw new StartRefused('another process has been migrating the database for a minute: see what holds it up');
  }
}
