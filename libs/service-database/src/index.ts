export { DatabaseFailures } from './availability/database-failures.js';
export { DatabaseHealth } from './availability/database-health.js';
export { poolOptions, type PoolSettings } from './connection/pool-options.js';
export { plannedQueryOf, type Query, queryOf } from './connection/query.js';
export { refuseDatabaseInTheOpen } from './connection/refuse-database-in-the-open.js';
export { prepareDatabase, type PrepareOptions } from './prepare-database.js';
export type { DatabaseSchema, MigrationList, SqlMigration } from './schema/database-schema.js';
