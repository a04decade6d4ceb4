import type { SqlMigration } from '../../database/sql-migration.js';
import { accounts } from './001-accounts.js';
import { sessions } from './002-sessions.js';

export const identityMigrations: readonly SqlMigration[] = [accounts, sessions];
