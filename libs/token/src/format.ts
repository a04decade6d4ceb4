import { hash } from 'node:crypto';
import { randomBase62 } from './base62.js';
import { CHECKSUM_CHARACTERS, checksumOf, endInTheirChecksum, runningCrc32 } from './checksum.js';

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
  /** Its first eight characters as two words, as they lie in memory, and the code of the ninth. */
  readonly words: Uint32Array;
  readonly lastCode: number;
  /** The CRC-32's running value after the head. */
  readonly crc: number;
  readonly parsed: ParsedToken;
}

const liveHead = head('live');
const testHead = head('test');

function head(environment: Environment): Head {
  const text = heads[environment];
  const words = new Uint32Array(Uint8Array.from(text.slice(0, 8), (character) => character.charCodeAt(0)).buffer);
  return { words, lastCode: text.charCodeAt(8), crc: runningCrc32(text), parsed: Object.freeze({ environment }) };
}

const encoder = new TextEncoder();

/**
 * The digest as 16 characters of two bytes each, the quickest way to its numbers: a Buffer costs three times the hash, and
 * 32 characters cost twice as much. Node takes any of its encodings here; the types list four.
 */
const UTF_16 = 'utf16le' as string as 'binary';

/**
 * A new token: `pcl_live_` or `pcl_test_`, 30 random base-62 characters (178 bits), and the CRC-32 of all that as 6
 * base-62 characters. A legal b64token of RFC 6750 §2.1. `randomBytes` gives that many cryptographically random bytes.
 */
export function createToken(environment: Environment, randomBytes: (count: number) => Uint8Array): string {
  const body = heads[environment] + randomBase62(RANDOM_CHARACTERS, randomBytes);
  return body + checksumOf(body);
}

/**
 * Reads presented strings, one after the other, as bytes that are copied once and serve both the checksum and the hash:
 * going over the characters of a string costs twice as much, and on the slice of a header more.
 */
export class TokenReader {
  /** SHA-256 of the token read last, once `hash` was called: eight words, as digestWords makes them of 32 bytes. */
  readonly digest = new Uint32Array(8);
  private readonly digestUnits = new Uint16Array(this.digest.buffer);
  private readonly memory = new ArrayBuffer(Math.ceil(TOKEN_CHARACTERS / 4) * 4);
  private readonly bytes = new Uint8Array(this.memory, 0, TOKEN_CHARACTERS);
  private readonly words = new Uint32Array(this.memory, 0, 2);

  /**
   * Whether the text has a token's shape and checksum; undefined: it can be no token, and needs no look-up. The checksum
   * is no proof of anything: it spares a look-up for typing errors and truncated or invented strings. Costs less than
   * half a SHA-256 of as many bytes; never throws.
   */
  read(text: string): ParsedToken | undefined {
    // A character beyond ASCII takes more than one byte: fewer than all of them fit, or the head or a digit is wrong.
    if (text.length !== TOKEN_CHARACTERS || encoder.encodeInto(text, this.bytes).read !== TOKEN_CHARACTERS) return undefined;
    const head = this.beginsWith(liveHead) ? liveHead : testHead;
    if (head === testHead && !this.beginsWith(testHead)) return undefined;
    return endInTheirChecksum(this.bytes, HEAD_CHARACTERS, head.crc) ? head.parsed : undefined;
  }

  /** Hashes the token that `read` has just read, into `digest`. */
  hash(): void {
    const digest = hash('sha256', this.bytes, UTF_16);
    for (let unit = 0; unit < 16; unit++) this.digestUnits[unit] = digest.charCodeAt(unit);
  }

  /** By words: nine comparisons of bytes take as long as the checksum. */
  private beginsWith({ words, lastCode }: Head): boolean {
    return this.words[0] === words[0] && this.words[1] === words[1] && this.bytes[8] === lastCode;
  }
}

const reader = new TokenReader();

/** As TokenReader.read, where no hash is wanted. */
export function parseToken(text: string): ParsedToken | undefined {
  return reader.read(text);
}

/** The 32 bytes of a SHA-256 as eight words, each two of two bytes, the lower byte first: for a table in memory, never stored. */
export function digestWords(bytes: Uint8Array): Uint32Array {
  const words = new Uint32Array(8);
  const units = new Uint16Array(words.buffer);
  for (let unit = 0; unit < 16; unit++) units[unit] = (bytes[2 * unit] ?? 0) | ((bytes[2 * unit + 1] ?? 0) << 8);
  return words;
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
