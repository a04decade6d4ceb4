import { createPublicKey, hash, type KeyObject } from 'node:crypto';
import { decodeBase64 } from './base64.js';

/** The algorithm byte of Ed25519 in C2SP signed-note. */
const ED25519 = 0x01;
const KEY_BYTES = 32;

/** Whose signature a note is to carry. */
export interface VerifierKey {
  readonly name: string;
  /** The first 4 bytes of SHA-256(name || 0x0A || 0x01 || key), 8 hex digits: names the key beside a signature. */
  readonly id: string;
  readonly publicKey: KeyObject;
}

/** Whether C2SP signed-note takes it for a key's name: at least one character, no white space, no plus sign. */
export function isKeyName(name: string): boolean {
  return /^[^\s+\p{Cc}]+$/u.test(name);
}

/** `name+<8 hex digits>+<base64 of 0x01 and the key>`: how C2SP signed-note writes a public key. */
export function formatVerifierKey(name: string, publicKey: KeyObject): string {
  const key = encodedKey(publicKey);
  return `${name}+${keyId(name, key)}+${key.toString('base64')}`;
}

/** Reads a key as `formatVerifierKey` writes it; undefined for anything else, also for one whose id is not its own. */
export function parseVerifierKey(vkey: string): VerifierKey | undefined {
  const [, name, id, base64] = /^([^+]+)\+([0-9a-f]{8})\+(.+)$/u.exec(vkey.trim()) ?? [];
  if (name === undefined || id === undefined || base64 === undefined || !isKeyName(name)) return undefined;
  const key = decodeBase64(base64, 1 + KEY_BYTES);
  if (key?.[0] !== ED25519 || keyId(name, key) !== id) return undefined;
  const publicKey = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: key.subarray(1).toString('base64url') }, format: 'jwk' });
  return { name, id, publicKey };
}

function keyId(name: string, key: Buffer): string {
  return hash('sha256', Buffer.concat([Buffer.from(`${name}\n`), key])).slice(0, 8);
}

function encodedKey(publicKey: KeyObject): Buffer {
  const { crv, x } = publicKey.export({ format: 'jwk' });
  if (crv !== 'Ed25519' || x === undefined) throw new TypeError('A checkpoint is signed with an Ed25519 key');
  return Buffer.concat([Buffer.of(ED25519), Buffer.from(x, 'base64url')]);
}
