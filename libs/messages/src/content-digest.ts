import { hash } from 'node:crypto';
import { digest64 } from './fields.js';

/** Where a part is put together: one number of 64 bits instead of five. */
const part = new DataView(new ArrayBuffer(8));

/** A message's part in the content digest: the first 8 bytes of its SHA-256, as an unsigned 64-bit number. */
export function digestPart(message: Uint8Array): bigint {
  // As text of one byte a character: a Buffer for each hash costs more than the hash.
  const text = hash('sha256', message, 'binary');
  part.setInt32(0, wordOf(text, 0));
  part.setInt32(4, wordOf(text, 4));
  return part.getBigUint64(0);
}

function wordOf(text: string, at: number): number {
  return (text.charCodeAt(at) << 24) | (text.charCodeAt(at + 1) << 16) | (text.charCodeAt(at + 2) << 8) | text.charCodeAt(at + 3);
}

/**
 * The content digest: the sum, modulo 2^64, of the parts of each token's last message. A sum needs no order and moves
 * by a difference, so a late duplicate, a lost record or a topic made again all show in it, at a cost per change that
 * does not grow with the number of tokens.
 */
export function replaceInDigest(digest: bigint, previous: bigint, next: bigint): bigint {
  return BigInt.asUintN(64, digest - previous + next);
}

export function formatDigest(digest: bigint): string {
  return digest.toString(16).padStart(16, '0');
}

/** @throws where the text is not 16 lower-case hex digits. */
export function parseDigest(text: string): bigint {
  return BigInt(`0x${digest64.parse(text)}`);
}
