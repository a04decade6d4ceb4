import { type KeyObject, sign, verify } from 'node:crypto';
import { decodeBase64 } from './base64.js';
import type { VerifierKey } from './verifier-key.js';

const ID_BYTES = 4;
const SIGNATURE_BYTES = 64;

/**
 * A C2SP signed note with one Ed25519 signature.
 *
 * @param text ends with a newline.
 */
export function signNote(text: string, { name, id }: VerifierKey, privateKey: KeyObject): string {
  const signature = sign(null, Buffer.from(text), privateKey);
  return `${text}\n— ${name} ${Buffer.concat([Buffer.from(id, 'hex'), signature]).toString('base64')}\n`;
}

/** A note whose signature holds, or why it does not. */
export type OpenedNote = { readonly outcome: 'opened'; readonly text: string } | NoteRefusal;

export interface NoteRefusal {
  readonly outcome: 'refused';
  /** Not a signed note; signed, but not by this key; or this key's signature is not over this text. */
  readonly reason: 'malformed' | 'other_key' | 'wrong_signature';
}

/** Opens a signed note: signatures of other keys beside this one's are passed over, as C2SP signed-note has it. */
export function openNote(note: string, { name, id, publicKey }: VerifierKey): OpenedNote {
  const parts = partsOf(note);
  if (!parts) return { outcome: 'refused', reason: 'malformed' };
  const ours = parts.signatures.filter((signature) => signature.name === name && signature.id === id);
  if (ours.length === 0) return { outcome: 'refused', reason: 'other_key' };
  const holds = ours.every(({ signature }) => signature.length === SIGNATURE_BYTES && verify(null, Buffer.from(parts.text), publicKey, signature));
  return holds ? { outcome: 'opened', text: parts.text } : { outcome: 'refused', reason: 'wrong_signature' };
}

interface NoteSignature {
  readonly name: string;
  readonly id: string;
  readonly signature: Buffer;
}

/** The text of a signed note, whoever signed it; undefined where it is none. */
export function textOfNote(note: string): string | undefined {
  return partsOf(note)?.text;
}

function partsOf(note: string): { text: string; signatures: NoteSignature[] } | undefined {
  const end = note.lastIndexOf('\n\n');
  if (end < 1 || !note.endsWith('\n') || hasControlCharacter(note) || !isUnicode(note)) return undefined;
  const signatures = note.slice(end + 2, -1).split('\n').map(signatureOf);
  if (signatures.includes(undefined)) return undefined;
  return { text: note.slice(0, end + 1), signatures: signatures.filter((signature) => signature !== undefined) };
}

function signatureOf(line: string): NoteSignature | undefined {
  const [, name, base64] = /^— ([^\s+]+) (\S+)$/u.exec(line) ?? [];
  if (name === undefined || base64 === undefined) return undefined;
  const bytes = decodeBase64(base64, Buffer.byteLength(base64, 'base64'));
  if (!bytes || bytes.length <= ID_BYTES) return undefined;
  return { name, id: bytes.toString('hex', 0, ID_BYTES), signature: bytes.subarray(ID_BYTES) };
}

/** ASCII control characters other than the newline. */
function hasControlCharacter(note: string): boolean {
  return /[^\P{Cc}\n]/u.test(note);
}

/** Half a surrogate pair has no bytes in UTF-8: what would be verified is another text. */
function isUnicode(note: string): boolean {
  return Buffer.from(note).toString() === note;
}
