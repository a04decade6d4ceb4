import { head, type Query } from '@portcullis/event-store';
import { type Checkpoint, type CheckpointSigner, openCheckpoint, signCheckpoint } from '@portcullis/history-proof';
import { type AnchorFile, largestOf } from '../anchor/anchor-file.js';
import { storedRoot } from '../tree/stored-tiles.js';
import { lockTree } from '../tree/tree-size.js';
import { type SignedWorkspaces, workspacesToSign } from '../workspaces/signed-workspaces.js';
import { EvidenceBroken } from './evidence-broken.js';
import { keepCheckpoint, type KeptCheckpoint, newestCheckpoint } from './kept-checkpoints.js';

export interface Signing {
  readonly signer: CheckpointSigner;
  readonly anchor: AnchorFile;
  /** What this process knows to have been signed, however the database has been changed since. */
  readonly known: Checkpoint | undefined;
  /** The workspaces as this process signed them last. */
  readonly workspaces: SignedWorkspaces | undefined;
}

export interface Signed {
  readonly kept: KeptCheckpoint;
  /** What was signed of the workspaces; undefined where the newest checkpoint stands, which may be another process's. */
  readonly workspaces: SignedWorkspaces | undefined;
}

/**
 * Signs the tree as it is, in one transaction that holds it; the newest checkpoint where the tree has not grown since.
 * First on the anchor file's disk, then in the table: what anybody was answered is anchored. A crash between the two
 * leaves a line of a tree that is there.
 *
 * @throws EvidenceBroken where the tree does not go on from what was signed before, by the table, the anchor file, or this process's memory.
 * @throws AnchorUnusable
 */
export async function signTree(query: Query, { signer, anchor, known, workspaces: before }: Signing): Promise<Signed> {
  const size = await lockTree(query);
  const { storeId } = await head(query);
  if (known && known.storeId !== storeId) throw new EvidenceBroken({ found: 'store_renewed', formerStoreId: known.storeId });
  const newest = await newestCheckpoint(query);
  const { anchored, torn } = await newestAnchored(anchor, storeId, signer.vkey);
  if (newest) await mustHold(query, openKept(newest, signer.vkey), size, 'checkpoint');
  if (anchored) await mustHold(query, anchored, size, 'anchor');
  if (known) await mustHold(query, known, size, 'checkpoint');
  if (newest?.size === size) {
    await mustBeAnchored(anchor, newest, anchored, torn);
    return { kept: newest, workspaces: undefined };
  }
  const workspaces = await workspacesToSign(query, storeId, size, before);
  const checkpoint = { storeId, size, root: await storedRoot(query, size), workspacesRoot: await workspaces.tree.root(), time: await timeAt(query, size) };
  const note = signCheckpoint(checkpoint, signer);
  await anchor.append(note);
  return { kept: await keepCheckpoint(query, { storeId, size, note }), workspaces };
}

/** @throws EvidenceBroken where the row is not what our key signed. */
export function openKept({ storeId, size, note }: KeptCheckpoint, vkey: string): Checkpoint {
  const opened = openCheckpoint(note, vkey);
  if (opened.outcome === 'opened' && opened.checkpoint.size === size && opened.checkpoint.storeId === storeId) return opened.checkpoint;
  throw new EvidenceBroken({ found: 'checkpoint_altered', size, where: 'checkpoint' });
}

/** The largest of this store that stands at the end of the file, whatever the database says by now. */
async function newestAnchored(anchor: AnchorFile, storeId: string, vkey: string): Promise<{ readonly anchored: Checkpoint | undefined; readonly torn: boolean }> {
  const { anchored, torn, damagedAt } = await anchor.tail();
  // What stood there may be a checkpoint that this history does not go on from: over it nothing is signed.
  if (damagedAt !== undefined) throw new EvidenceBroken({ found: 'anchor_damaged', byte: damagedAt });
  const largest = largestOf(anchored, storeId);
  if (largest && openCheckpoint(largest.note, vkey).outcome !== 'opened') throw new EvidenceBroken({ found: 'checkpoint_altered', size: largest.checkpoint.size, where: 'anchor' });
  return { anchored: largest?.checkpoint, torn };
}

/** A checkpoint that another host signed, or that could not be noted at the start, is noted before anybody is answered it. */
async function mustBeAnchored(anchor: AnchorFile, newest: KeptCheckpoint, anchored: Checkpoint | undefined, torn: boolean): Promise<void> {
  if (newest.size > (anchored?.size ?? -1)) await anchor.append(newest.note);
  else if (torn) await anchor.closeTornLine();
}

/** @throws EvidenceBroken where a tree of so many events does not go on from what was signed. */
export async function mustHold(query: Query, { size, root }: Checkpoint, treeSize: number, where: 'checkpoint' | 'anchor'): Promise<void> {
  if (size > treeSize) throw new EvidenceBroken({ found: 'events_lost', signed: size, stored: treeSize });
  if (!(await storedRoot(query, size)).equals(root)) throw new EvidenceBroken({ found: 'root_differs', size, where });
}

/** Of the newest event; of the store's making where there is none. */
async function timeAt(query: Query, size: number): Promise<string> {
  if (size === 0) return (await head(query)).time;
  const [row] = await query<{ bytes: Buffer }>('SELECT bytes FROM event WHERE position = $1', [size]);
  if (!row) throw new EvidenceBroken({ found: 'event_missing', position: size });
  return (JSON.parse(row.bytes.toString()) as { time: string }).time;
}
