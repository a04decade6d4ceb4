import type { Log } from '@portcullis/log';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type pg from 'pg';
import { abandon, connectForSnapshot, type SnapshotOptions } from '../snapshot-connection.js';
import type { SnapshotHead } from '../tables/snapshot-head.js';
import { whatFailed } from '../what-failed.js';
import { Gathered } from './gathered.js';
import type { LoadedSnapshot, Loading } from './loaded-snapshot.js';
import { Patience } from './patience.js';
import { readSnapshot } from './read-snapshot.js';

const SILENT_AT_MOST_MS = 10_000;
/** However busy the machine is: nobody waits for ever for a server that trickles. */
const LOAD_WITHIN_MS = 300_000;

/**
 * Loads the copy that this service's database has of the token-state topic. Every message goes the way of one that
 * comes from the log; what they amount to has to have the digest that stands beside them.
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
  const gathered = new Gathered();
  const head = await readSnapshot(client, (key, bytes) => {
    patience.renew();
    gathered.take(key, bytes);
  });
  if (head === undefined) return { result: 'none' };
  const fault = gathered.faultAgainst(head.digest);
  if (fault === undefined) return { result: 'loaded', head, snapshot: gathered.snapshot(head) };
  // What is no use to this process is none to the next; whoever writes to it finds it gone and begins anew.
  await client.query('DELETE FROM portcullis_replica.snapshot WHERE generation = $1', [head.generation]);
  return { result: 'discarded', reason: fault, altered: true };
}
