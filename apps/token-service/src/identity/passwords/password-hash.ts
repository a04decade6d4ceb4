import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { ConcurrencyLimit } from '../../database/concurrency-limit.js';
import { type Argon2idHash, formatPhcString, parsePhcString } from './phc-string.js';

const argon2Async = promisify(argon2);

/** OWASP's first choice for Argon2id: 19 MiB, two passes, one lane; about 60 ms on one core of 2026. */
const MEMORY_KIB = 19_456;
const PASSES = 2;
const LANES = 1;
const SALT_BYTES = 16;
const TAG_BYTES = 32;

/** Hashing runs on libuv's pool of four threads, which DNS and files need too, and each hash takes 19 MiB. */
const hashing = new ConcurrencyLimit(2);

/** Hashes a password for storage, as a PHC string (RFC 9106 parameters inside). */
export async function hashPassword(password: string): Promise<string> {
  const parameters = { memoryKib: MEMORY_KIB, passes: PASSES, lanes: LANES, salt: randomBytes(SALT_BYTES) };
  return formatPhcString({ ...parameters, tag: await derive(password, parameters, TAG_BYTES) });
}

/**
 * Whether the password is the one that was hashed. Without a hash (an unknown account) it does the same work and says
 * no, so that the time taken does not tell which accounts exist.
 */
export async function verifyPassword(password: string, stored: string | undefined): Promise<boolean> {
  const hash = stored === undefined ? NOBODYS_HASH : parsePhcString(stored);
  const tag = await derive(password, hash, hash.tag.length);
  return timingSafeEqual(tag, hash.tag) && stored !== undefined;
}

/** Whether a stored hash is cheaper to guess at than one made today. */
export function isOutgrown(stored: string): boolean {
  const { memoryKib, passes, lanes, tag } = parsePhcString(stored);
  return memoryKib < MEMORY_KIB || passes < PASSES || lanes < LANES || tag.length < TAG_BYTES;
}

const NOBODYS_HASH: Argon2idHash = {
  memoryKib: MEMORY_KIB,
  passes: PASSES,
  lanes: LANES,
  salt: randomBytes(SALT_BYTES),
  tag: randomBytes(TAG_BYTES),
};

/** Whether two texts are hashed as one password. One person's é may be typed as one code point here and as two there (NIST SP 800-63B, normalization). */
export function isSamePassword(one: string, other: string): boolean {
  return normalized(one) === normalized(other);
}

function normalized(password: string): string {
  return password.normalize('NFKC');
}

function derive(password: string, hash: Omit<Argon2idHash, 'tag'>, tagLength: number): Promise<Buffer> {
  const message = Buffer.from(normalized(password), 'utf8');
  const parameters = {
    message,
    nonce: hash.salt,
    parallelism: hash.lanes,
    memory: hash.memoryKib,
    passes: hash.passes,
    tagLength,
  };
  return hashing.run(() => argon2Async('argon2id', parameters));
}
