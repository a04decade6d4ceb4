import { head, type Query } from '@portcullis/event-store';
import { type Checkpoint, openCheckpoint } from '@portcullis/history-proof';
import { StartRefused } from '@portcullis/service-kit';
import { type AnchorFile, AnchorUnusable, type Anchored, largestOf } from '../anchor/anchor-file.js';
import { type EvidenceBreak, EvidenceBroken } from '../checkpoints/evidence-broken.js';
import { newestCheckpoint } from '../checkpoints/kept-checkpoints.js';
import { openKept } from '../checkpoints/sign-checkpoint.js';
import { breakOf } from '../evidence-watch.js';
import { storedRoot } from '../tree/stored-tiles.js';
import { treeAndHead } from '../tree/tree-size.js';
import { verifyNewestEvents } from '../verification/verify-events.js';

export interface StartCheck {
  readonly query: Query;
  readonly vkey: string;
  readonly anchor: AnchorFile;
  readonly anchorPath: string;
  /** Brings events into the tree until it has at least so many. */
  readonly follow: (size: number) => Promise<void>;
  readonly warn: (message: string) => void;
}

export interface SignedSoFar {
  /** The newest checkpoint that was signed of this store, by table or anchor file; undefined where there is none. */
  readonly known: Checkpoint | undefined;
  /** Whether the anchor file holds it and is in order; false where it could not be written. */
  readonly isAnchored: boolean;
}

/**
 * Before the service serves anybody: is this the history that was signed? It reads the end of the anchor file and a few
 * tiles; all else is verified in the background.
 *
 * @throws StartRefused in one line that says what was found and what to do.
 */
export async function checkStart(check: StartCheck): Promise<SignedSoFar> {
  try {
    const { storeId } = await head(check.query);
    const { anchored, torn } = await newestAnchored(check, storeId);
    const newest = await newestCheckpoint(check.query);
    const kept = newest && openKept(newest, check.vkey);
    const isAnchored = await mendAnchor(check, kept && kept.size > (anchored?.size ?? -1) ? newest.note : undefined, torn);
    const signed = [...(anchored ? [{ ...anchored, where: 'anchor' as const }] : []), ...(kept ? [{ ...kept, where: 'checkpoint' as const }] : [])];
    for (const one of signed) await mustBeHere(check, one);
    await verifyNewestEvents(check.query);
    return { known: signed.toSorted((one, other) => other.size - one.size)[0], isAnchored };
  } catch (error) {
    if (error instanceof AnchorUnusable) throw new StartRefused(`CHECKPOINT_ANCHOR_FILE: ${error.message}.`, { cause: error });
    const broken = breakOf(error);
    throw broken ? new StartRefused(lineOf(broken), { cause: error }) : error;
  }
}

async function newestAnchored({ anchor, anchorPath, vkey, warn }: StartCheck, storeId: string): Promise<{ readonly anchored: Checkpoint | undefined; readonly torn: boolean }> {
  const { anchored, damagedAt, torn } = await anchor.tail();
  if (damagedAt !== undefined) {
    throw new StartRefused(`CHECKPOINT_ANCHOR_FILE: the line that begins at byte ${damagedAt} of ${anchorPath} is damaged; put the file back as it was, or, if nobody can, move it away and keep it: the checkpoints in the database are noted in a new one.`);
  }
  const last = anchored.at(-1)?.checkpoint;
  if (last && last.storeId !== storeId) warn(`${anchorPath} ends with the store ${last.storeId} at ${last.size} events, and this store is ${storeId}: it was renewed, or is another one`);
  // The lines of other stores that share the file, or of former ones, must not hide what was signed of this one.
  const newest = largestOf(anchored, storeId) ?? (await anchor.largestAnywhere(storeId));
  if (newest) mustBeOurs(newest, vkey, anchorPath);
  return { anchored: newest?.checkpoint, torn };
}

function mustBeOurs({ note }: Anchored, vkey: string, anchorPath: string): void {
  const opened = openCheckpoint(note, vkey);
  if (opened.outcome === 'opened') return;
  throw new StartRefused(`The newest checkpoint in ${anchorPath} is not signed by the key in CHECKPOINT_KEY_FILE (${opened.reason}); put the key back that signed it, or begin a new history with: token-service store renew`);
}

/**
 * Ends a line that was cut short, and notes what is missing: the file is another host's, or was lost. What cannot be
 * written holds no start up, as it stops no running service: it is an alarm until it could be.
 *
 * @param missing the note that the file does not hold.
 * @returns whether the file now is as it should be.
 */
async function mendAnchor({ anchor, anchorPath, warn }: StartCheck, missing: string | undefined, torn: boolean): Promise<boolean> {
  if (torn) warn(`the last line of ${anchorPath} was cut short, as by a crash or a full disk: it is marked and not counted`);
  if (missing !== undefined) warn(`${anchorPath} did not hold the newest checkpoint: it is to be noted there`);
  try {
    if (missing !== undefined) await anchor.append(missing);
    else if (torn) await anchor.closeTornLine();
    return true;
  } catch (error) {
    if (!(error instanceof AnchorUnusable)) throw error;
    warn(`${error.message}: it is tried again`);
    return false;
  }
}

async function mustBeHere({ query, follow }: StartCheck, { size, root, where }: Checkpoint & { readonly where: 'checkpoint' | 'anchor' }): Promise<void> {
  const stored = await treeAndHead(query);
  if (stored.head < size) throw new EvidenceBroken({ found: 'events_lost', signed: size, stored: stored.head });
  if (stored.size < size) await follow(size);
  if (!(await storedRoot(query, size)).equals(root)) throw new EvidenceBroken({ found: 'root_differs', size, where });
}

/** What to do is the same whatever was found: to sign on would be to sign a second history under one name. */
function lineOf(broken: EvidenceBreak): string {
  return `${found(broken)} Bring a backup that holds them (docs/failure-modes.md), or, where this is the history to go on with, begin a new one with: token-service store renew`;
}

function found(broken: EvidenceBreak): string {
  switch (broken.found) {
    case 'events_lost':
      return `The event store holds ${broken.stored} events, and ${broken.signed} were signed: it was restored from an older backup, or events were deleted.`;
    case 'root_differs':
      return `The first ${broken.size} events of the event store are not those that were signed (${broken.where === 'anchor' ? 'anchor file' : 'table of checkpoints'}): it was restored from another backup, or changed.`;
    case 'event_altered':
      return `The event at position ${broken.position} is not the one that was hashed: it was changed in the database.`;
    case 'event_missing':
      return `The event at position ${broken.position} is missing: it was deleted in the database.`;
    case 'checkpoint_altered':
      return `The checkpoint kept for ${broken.size} events is not signed by the key in CHECKPOINT_KEY_FILE, or was changed in the database; put the key back that signed it.`;
    case 'tile_altered':
    case 'store_renewed':
    case 'workspaces_differ':
    case 'anchor_damaged':
      return `The evidence in the database was changed (${broken.found}).`;
  }
}
