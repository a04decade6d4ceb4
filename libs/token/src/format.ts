import { hash } from 'node:crypto';
import { randomBase62 } from './base62.js';
import { CHECKSUM_CHARACTERS, checksumOf, endsInItsChecksum, runningCrc32 } from './checksum.js';

export type Environment = 'live' | 'test';

const RANDOM_CHARACTERS = 30;
/** `pcl_live_` and `pcl_test_` are equally long. */
const HEAD_CHARACTERS = 9;
const TOKEN_CHARACTERS = HEAD_CHARACTERS + RANDOM_CHARACTERS + CHECKSUM_CHARACTERS;
const PREFIX_CHARACTERS = 12;

const heads: Readonly<Record<Environment, string>> = { live: 'pcl_live_', test: 'pcl_test_' };

interface ParsedToken {
  readonly environment: Environment;
}

/** What reading a token of one environment needs, made once: reading allocates nothing. */
interface Head {
  readonly codes: Uint8Array;
  /** The CRC-32's running value after the head. */
  readonly crc: number;
  readonly parsed: ParsedToken;
}

const liveHead = head('live');
const testHead = head('test');

function head(environment: Environment): Head {
  const text = heads[environment];
  return { codes: Buffer.from(text, 'ascii'), crc: runningCrc32(text), parsed: Object.freeze({ environment }) };
}

/**
 * A new token: `pcl_live_` or `pcl_test_`, 30 random base-62 characters (178 bits), and the CRC-32 of all that as 6
 * base-62 characters. A legal b64token of RFC 6750 §2.1. `randomBytes` gives that many cryptographically random bytes.
 */
export function createToken(environment: Environment, randomBytes: (count: number) => Uint8Array): string {
  const body = heads[environment] + randomBase62(RANDOM_CHARACTERS, randomBytes);
  return body + checksumOf(body);
}

/**
 * Whether the text has a token's shape and checksum; undefined: it can be no token, and needs no look-up. The checksum
 * is no proof of anything: it spares a look-up for typing errors and truncated or invented strings. Allocates nothing
 * and costs less than half a SHA-256 of as many bytes; never throws.
 */
export function parseToken(text: string): ParsedToken | undefined {
  if (text.length !== TOKEN_CHARACTERS) return undefined;
  if (hasHead(text, liveHead.codes)) return endsInItsChecksum(text, HEAD_CHARACTERS, liveHead.crc) ? liveHead.parsed : undefined;
  if (hasHead(text, testHead.codes)) return endsInItsChecksum(text, HEAD_CHARACTERS, testHead.crc) ? testHead.parsed : undefined;
  return undefined;
}

/** Not startsWith: on the slice of a header that alone takes a quarter of the whole. */
function hasHead(text: string, codes: Uint8Array): boolean {
  for (let at = 0; at < HEAD_CHARACTERS; at++) if (text.charCodeAt(at) !== codes[at]) return false;
  return true;
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
