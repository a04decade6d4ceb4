import { eventStoreMigrations } from '@portcullis/event-store';
import type { DatabaseSchema, MigrationList } from '@portcullis/service-database';
import { auditMigrations } from '../audit/migrations/index.js';
import { evidenceMigrations } from '../evidence/migrations/index.js';
import { identityMigrations } from '../identity/migrations/index.js';
import { leakedTokensMigrations } from '../leaked-tokens/migrations/index.js';
import { peopleMigrations } from '../people/migrations/index.js';
import { publicationMigrations } from '../publication/migrations/index.js';
import { tokensMigrations } from '../tokens/migrations/index.js';
import { usageMigrations } from '../usage/migrations/index.js';
import { workspaceMigrations } from '../workspace/migrations/index.js';

/**
 * Every step of this database's schema. The order of the lists is part of what is deployed: each capability may build
 * on those before it, and a list's place never changes.
 */
export const migrationLists: readonly MigrationList[] = [
  { capability: 'event-store', migrations: eventStoreMigrations },
  { capability: 'identity', migrations: identityMigrations },
  { capability: 'usage', migrations: usageMigrations },
  { capability: 'tokens', migrations: tokensMigrations },
  { capability: 'publication', migrations: publicationMigrations },
  { capability: 'workspace', migrations: workspaceMigrations },
  { capability: 'leaked-tokens', migrations: leakedTokensMigrations },
  { capability: 'people', migrations: peopleMigrations },
  { capability: 'audit', migrations: auditMigrations },
  { capability: 'evidence', migrations: evidenceMigrations },
];

export const databaseSchema: DatabaseSchema = {
  lists: migrationLists,
  migrationTable: 'schema_migration',
  migrationLock: 123_572_323_182_951,
};
