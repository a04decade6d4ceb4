import type { Log } from '@portcullis/log';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type pg from 'pg';
import { UNDERSTANDING } from '../pages/understanding.js';
import { abandon, connectForSnapshot, type SnapshotOptions } from '../snapshot-connection.js';
import type { SnapshotHead, StoredHead } from '../tables/snapshot-head.js';
import { whatFailed } from '../what-failed.js';
import { GatheredPages } from './gathered-pages.js';
import type { LoadedSnapshot, Loading } from './loaded-snapshot.js';
import { Patience } from './patience.js';
import { readSnapshot } from './read-snapshot.js';

const SILENT_AT_MOST_MS = 10_000;
/** However busy the machine is: nobody waits for ever for a server that trickles. */
const LOAD_WITHIN_MS = 300_000;

/**
 * Loads the copy that this service's database has of what the token-state topic amounts to. Every page has to have the
 * checksum, and all of them together the content digest, that were written with them.
 *
 * A database that is away, or stands still, costs at most `silentAtMostMs`; one that is slow is still faster than the
 * log. The log is waited for: without it nothing could become fresh anyway.
 *
 * @param signal ends the loading; what was read is dropped.
 * @throws LogClosed where the log is closed meanwhile.
 */
export async function loadSnapshot(options: SnapshotOptions, service: string, log: Log, signal: AbortSignal): Promise<Loading> {
  const read = await readWithin(options, service, signal);
  if (read.result !== 'loaded') return read;
  const { head, snapshot } = read;
  if (head.topic !== TOKEN_STATE_TOPIC.name) return { result: 'discarded', reason: `it is of the topic ${head.topic}`, altered: false };
  if (head.logIdentity !== (await log.identity())) return { result: 'discarded', reason: 'it is of another log', altered: false };
  return { result: 'loaded', snapshot };
}

type Read = Exclude<Loading, { result: 'loaded' }> | { readonly result: 'loaded'; readonly head: SnapshotHead; readonly snapshot: LoadedSnapshot };

async function readWithin(options: SnapshotOptions, service: string, signal: AbortSignal): Promise<Read> {
  const patience = new Patience(options.silentAtMostMs ?? SILENT_AT_MOST_MS, signal);
  let client: pg.Client | undefined;
  try {
    client = await connectForSnapshot(options.connectionString, service, LOAD_WITHIN_MS);
    const work = readAndProve(client, patience);
    // Where patience ends, what becomes of the work is nobody's concern any more.
    work.catch(() => undefined);
    return await Promise.race([work, patience.end]);
  } catch (error) {
    return { result: 'unavailable', reason: whatFailed(error), cause: error };
  } finally {
    patience.stop();
    if (client !== undefined) await abandon(client);
  }
}

async function readAndProve(client: pg.Client, patience: Patience): Promise<Read> {
  let head: StoredHead | undefined;
  let gathered: GatheredPages | undefined;
  await readSnapshot(client, (found) => {
    head = found;
    if (found?.isIntact !== true || found.understanding !== UNDERSTANDING) return undefined;
    return (gathered = new GatheredPages(found, () => {
      patience.renew();
    }));
  });
  if (head === undefined) return { result: 'none' };
  if (!head.isIntact) return forget(client, head, 'what was noted with its pages has another checksum than its own');
  if (gathered === undefined) return { result: 'discarded', reason: 'it was written by another version of this service', altered: false };
  const snapshot = gathered.finish();
  return 'fault' in snapshot ? forget(client, head, snapshot.fault) : { result: 'loaded', head, snapshot };
}

/** What is no use to this process is none to the next; whoever writes to it finds it gone and begins anew. */
async function forget(client: pg.Client, { save }: SnapshotHead, reason: string): Promise<Read> {
  // Where another process is just writing to it, the next start finds out again, or this one as it writes; see Snapshot.
  await client.query('DELETE FROM portcullis_replica.snapshot WHERE save = $1', [save]).catch(() => undefined);
  return { result: 'discarded', reason, altered: true };
}
