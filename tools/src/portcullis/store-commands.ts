import { acquireLock } from '../installation/lock.js';
import { type DataFolder } from '../installation/places.js';
import { loadRecord } from '../installation/record.js';
import { openDataFolder } from '../installation/open-data-folder.js';
import { startPostgres } from '../postgres/index.js';
import { prepareDatabases } from '../start/databases.js';
import { runServiceCommand } from './run-service-command.js';

/**
 * Begins a new history with the events that are there. token-service does not start on a store that is not the one it
 * signed, so nothing runs on the folder then: the database is started for this alone.
 *
 * @throws OneLineFailure where something does run on it.
 */
export async function renewStore(folder: DataFolder): Promise<object> {
  openDataFolder(folder);
  const lock = acquireLock(folder.lock);
  try {
    const postgres = await startPostgres({ dataDirectory: folder.postgres });
    try {
      const { tokenService } = await prepareDatabases(postgres, loadRecord(folder.record), 'kafka');
      return await runServiceCommand({ app: 'token-service', args: ['store', 'renew'], environment: { DATABASE_URL: tokenService } });
    } finally {
      await postgres.stop();
    }
  } finally {
    lock.release();
  }
}
