import type { DatabaseSchema } from '@portcullis/service-database';
import { inventory } from './001-inventory.js';

/** Forward only, in this order; a migration that has landed is never edited. */
export const databaseSchema: DatabaseSchema = {
  lists: [{ migrations: [inventory] }],
  migrationTable: 'migrations',
  migrationLock: 116_017_318_160_743,
};
