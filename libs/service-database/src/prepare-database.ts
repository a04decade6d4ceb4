import type { ServiceLog } from '@portcullis/service-kit';
import { waitForDatabase } from './availability/wait-for-database.js';
import type { DatabaseSchema } from './schema/database-schema.js';
import { migrate } from './schema/migrate.js';

/** Longer than a PostgreSQL restart; whoever watches the process starts it again after that. */
const WAIT_MS = 60_000;

export interface PrepareOptions {
  /** How long the database may take to answer; a minute by default. */
  readonly waitMs?: number;
  /** Told once where it has to be waited for. */
  readonly log?: Pick<ServiceLog, 'warn'>;
}

/**
 * Waits for the database and brings its schema to this version, whoever else does the same at this moment. Nothing is
 * done where nothing is missing.
 *
 * @throws StartRefused with one clear line: at once where waiting cannot help (wrong password, no such database, a
 *   server before PostgreSQL 17), else after `waitMs`; or where another process has been migrating for a minute.
 */
export async function prepareDatabase(
  connectionString: string,
  schema: DatabaseSchema,
  { waitMs = WAIT_MS, log }: PrepareOptions = {},
): Promise<void> {
  await waitForDatabase(connectionString, {
    timeoutMs: waitMs,
    onWaiting: (reason) => {
      log?.warn({ reason }, 'waiting for the database');
    },
  });
  await migrate(connectionString, schema);
}
