import type { SqlMigration } from '@portcullis/service-database';
import { accounts } from './001-accounts.js';
import { sessions } from './002-sessions.js';
import { people } from './003-people.js';

export const identityMigrations: readonly SqlMigration[] = [accounts, sessions, people];
