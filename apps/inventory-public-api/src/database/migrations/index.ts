import { snapshotMigrations } from '@portcullis/nest-auth';
import type { DatabaseSchema } from '@portcullis/service-database';
import { inventory } from './001-inventory.js';
import { listsAndReports } from './002-lists-and-reports.js';

/** Forward only, in this order; a migration that has landed is never edited. */
export const databaseSchema: DatabaseSchema = {
  lists: [{ migrations: [inventory, listsAndReports] }, { capability: 'token-replica', migrations: snapshotMigrations }],
  migrationTable: 'migrations',
  migrationLock: 116_017_318_160_743,
};
