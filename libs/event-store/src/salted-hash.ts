import { createHash, randomBytes } from 'node:crypto';

/** A value that stands outside the envelope, and what the envelope has of it. */
export interface SaltedHash {
  /** 128 random bits, 32 hex digits. */
  readonly salt: string;
  /** SHA-256 of the salt's 16 bytes and then the value's UTF-8 bytes, 64 hex digits. */
  readonly hash: string;
}

/** Salted for this one event: equal values cannot be told equal by their hashes. */
export function saltedHash(value: string): SaltedHash {
  const salt = newSalt();
  return { salt, hash: hashWithSalt(salt, value) };
}

export function hashWithSalt(salt: string, value: string): string {
  return createHash('sha256').update(Buffer.from(salt, 'hex')).update(value, 'utf8').digest('hex');
}

export function newSalt(): string {
  return randomBytes(16).toString('hex');
}
