import type { HeldSecret, HeldState, UnderstoodState } from './held-state.js';
import { type NotUnderstood, parseTokenState, type PublishedState } from './token-state.js';
import { readWritten } from './written/read-written.js';

export type ReadTokenState = UnderstoodState | NotUnderstood;

/**
 * As parseTokenState, in the units in which a replica holds a state.
 *
 * @param key the record's key, the token id.
 */
export function readTokenState(key: string, bytes: Uint8Array): ReadTokenState {
  return readWritten(key, bytes) ?? readByRules(key, bytes);
}

/** The long way, which says of any bytes at all what they are. */
export function readByRules(key: string, bytes: Uint8Array): ReadTokenState {
  const parsed = parseTokenState(key, bytes);
  if (parsed.kind === 'not_understood') return parsed;
  const { position, version, state } = parsed.message;
  return { kind: 'understood', position, version, state: heldOf(state) };
}

function heldOf({ secrets, notBefore, expiresAt, ...same }: PublishedState): HeldState {
  return { ...same, secrets: secrets.map(secretOf), notBeforeMs: timeOr(notBefore, -Infinity), expiresAtMs: timeOr(expiresAt, Infinity) };
}

function secretOf({ hash, validUntil }: PublishedState['secrets'][number]): HeldSecret {
  const bytes = Buffer.from(hash, 'hex');
  const digest = new Uint32Array(8);
  const units = new Uint16Array(digest.buffer);
  for (let unit = 0; unit < 16; unit += 1) units[unit] = bytes.readUInt16LE(2 * unit);
  return { digest, endMs: timeOr(validUntil, Infinity) };
}

function timeOr(text: string | null, none: number): number {
  return text === null ? none : Date.parse(text);
}
