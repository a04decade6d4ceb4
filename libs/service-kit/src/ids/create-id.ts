import { randomFillSync } from 'node:crypto';

const ALPHABET = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const LENGTH = 22;
/** Largest multiple of 62 in a byte: bytes from here on are thrown away, so that no character is likelier than another. */
const UNBIASED = 248;

const pool = Buffer.alloc(4096);
let used = pool.length;

/**
 * An opaque id: the prefix and 22 random base62 characters, 131 bits (`wsp_…`, `req_…`).
 * Random bytes are drawn in blocks: under a microsecond an id.
 */
export function createId(prefix: string): string {
  let id = prefix;
  for (let length = 0; length < LENGTH; ) {
    const byte = nextByte();
    if (byte >= UNBIASED) continue;
    id += ALPHABET.charAt(byte % ALPHABET.length);
    length += 1;
  }
  return id;
}

function nextByte(): number {
  if (used === pool.length) {
    randomFillSync(pool);
    used = 0;
  }
  return pool.readUInt8(used++);
}
