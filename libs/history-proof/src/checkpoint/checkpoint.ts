import type { KeyObject } from 'node:crypto';
import { HASH_BYTES } from '../tree/hash.js';
import { decodeBase64 } from './base64.js';
import { type NoteRefusal, openNote, signNote, textOfNote } from './signed-note.js';
import { formatVerifierKey, isKeyName, parseVerifierKey, type VerifierKey } from './verifier-key.js';

/** What is signed of a store at a moment: a C2SP tlog-checkpoint with two extension lines. */
export interface Checkpoint {
  readonly storeId: string;
  /** Number of events, and position of the newest one. */
  readonly size: number;
  /** Root of the tree over the events, 32 bytes. */
  readonly root: Buffer;
  /** Root of the tree over the workspaces' commitments, 32 bytes. */
  readonly workspacesRoot: Buffer;
  /** Of its newest event, RFC 3339 in milliseconds; of the store's making where it has none. */
  readonly time: string;
}

const ORIGIN = 'portcullis/';

/** The first line of a checkpoint: of which log it is. */
export function originOf(storeId: string): string {
  return `${ORIGIN}${storeId}`;
}

/** Who signs checkpoints. */
export interface CheckpointSigner {
  /** The public key as `openCheckpoint` takes it. */
  readonly vkey: string;
  readonly key: VerifierKey;
  readonly privateKey: KeyObject;
}

/** @throws TypeError for a name that a note cannot carry, or a key that is not Ed25519's. */
export function checkpointSigner(name: string, privateKey: KeyObject, publicKey: KeyObject): CheckpointSigner {
  if (!isKeyName(name)) throw new TypeError('The name of a key has no white space and no plus sign');
  const vkey = formatVerifierKey(name, publicKey);
  const key = parseVerifierKey(vkey);
  if (!key) throw new TypeError('A checkpoint is signed with an Ed25519 key');
  return { vkey, key, privateKey };
}

/** The signed note of a checkpoint; the same one each time. */
export function signCheckpoint(checkpoint: Checkpoint, { key, privateKey }: CheckpointSigner): string {
  return signNote(formatCheckpoint(checkpoint), key, privateKey);
}

export type OpenedCheckpoint = { readonly outcome: 'opened'; readonly checkpoint: Checkpoint } | CheckpointRefusal;

export interface CheckpointRefusal {
  readonly outcome: 'refused';
  /** Of the note; the key given is none; or the note holds, and what it says is no checkpoint of ours. */
  readonly reason: NoteRefusal['reason'] | 'malformed_key' | 'not_a_checkpoint';
}

/** The checkpoint that a note holds, where its signature by this key does. @param vkey as `formatVerifierKey` writes it. */
export function openCheckpoint(note: string, vkey: string): OpenedCheckpoint {
  const key = parseVerifierKey(vkey);
  if (!key) return { outcome: 'refused', reason: 'malformed_key' };
  const opened = openNote(note, key);
  if (opened.outcome === 'refused') return opened;
  const checkpoint = parseCheckpoint(opened.text);
  return checkpoint ? { outcome: 'opened', checkpoint } : { outcome: 'refused', reason: 'not_a_checkpoint' };
}

/** The checkpoint that a note says, whoever signed it and whether or not that holds: for telling notes apart, never for believing one. */
export function readCheckpoint(note: string): Checkpoint | undefined {
  const text = textOfNote(note);
  return text === undefined ? undefined : parseCheckpoint(text);
}

function formatCheckpoint({ storeId, size, root, workspacesRoot, time }: Checkpoint): string {
  return `${originOf(storeId)}\n${size}\n${root.toString('base64')}\nworkspaces ${workspacesRoot.toString('base64')}\ntime ${time}\n`;
}

/** Reads the text of a note. Further extension lines are passed over: what they add is for who knows them. */
function parseCheckpoint(text: string): Checkpoint | undefined {
  const [origin = '', size = '', root = '', workspaces = '', time = '', ...further] = text.split('\n');
  // The text ends with a newline, and no line of it is empty.
  if (further.pop() !== '' || further.includes('')) return undefined;
  const storeId = valueOf(origin, ORIGIN);
  const rootHash = decodeBase64(root, HASH_BYTES);
  const workspacesRoot = decodeBase64(valueOf(workspaces, 'workspaces ') ?? '', HASH_BYTES);
  const instant = valueOf(time, 'time ');
  if (!storeId || !rootHash || !workspacesRoot || !isInstant(instant) || !isSize(size)) return undefined;
  return { storeId, size: Number(size), root: rootHash, workspacesRoot, time: instant };
}

function valueOf(line: string, prefix: string): string | undefined {
  return line.startsWith(prefix) ? line.slice(prefix.length) : undefined;
}

function isSize(text: string): boolean {
  return /^(0|[1-9]\d*)$/.test(text) && Number.isSafeInteger(Number(text));
}

function isInstant(text: string | undefined): text is string {
  return text !== undefined && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text) && !Number.isNaN(Date.parse(text));
}
