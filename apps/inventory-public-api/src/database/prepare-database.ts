import type { ServiceLog } from '@portcullis/service-kit';
import { migrate } from './migrate.js';
import { waitForDatabase } from './wait-for-database.js';

/** Longer than a restart of PostgreSQL; whoever watches the process starts it again after that. */
const WAIT_MS = 60_000;

/**
 * Waits for the database and brings its schema to this version.
 *
 * @throws StartRefused with one clear line.
 */
export async function prepareDatabase(connectionString: string, log: Pick<ServiceLog, 'warn'>): Promise<void> {
  await waitForDatabase(connectionString, {
    timeoutMs: WAIT_MS,
    onWaiting: (reason) => {
      log.warn({ reason }, 'waiting for the database');
    },
  });
  await migrate(connectionString);
}
