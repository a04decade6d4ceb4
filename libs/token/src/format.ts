import { hash } from 'node:crypto';
import { randomBase62 } from './base62.js';
import { checksumOf } from './checksum.js';
import { type ParsedToken, TokenReader } from './reader/token-reader.js';
import { type Environment, HEADS, RANDOM_CHARACTERS } from './spelling.js';

const PREFIX_CHARACTERS = 12;

/**
 * A new token: `pcl_live_` or `pcl_test_`, 30 random base-62 characters (178 bits), and the CRC-32 of all that as 6
 * base-62 characters. A legal b64token of RFC 6750 §2.1. `randomBytes` gives that many cryptographically random bytes.
 */
export function createToken(environment: Environment, randomBytes: (count: number) => Uint8Array): string {
  const body = HEADS[environment] + randomBase62(RANDOM_CHARACTERS, randomBytes);
  return body + checksumOf(body);
}

const reader = new TokenReader();

/** As TokenReader.read, where no hash is wanted. */
export function parseToken(text: string): ParsedToken | undefined {
  return reader.read(text);
}

/** SHA-256 of the whole token, 32 bytes: what is stored and looked up. 178 random bits need no salt and no slow hash. */
export function hashToken(token: string): Buffer {
  // By way of a one-byte string: asked for a buffer, crypto.hash makes a new backing store, at three times the cost of the hash.
  return Buffer.from(hash('sha256', token, 'binary'), 'latin1');
}

/** The first 12 characters: a label to tell tokens apart by, never used to authenticate. */
export function tokenPrefix(token: string): string {
  return token.slice(0, PREFIX_CHARACTERS);
}
