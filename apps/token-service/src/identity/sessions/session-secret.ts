import { hash, randomBytes } from 'node:crypto';

const SECRET_BYTES = 32;
const SECRET = /^[A-Za-z0-9_-]{43}$/;

/** A new cookie value: 256 random bits as 43 base64url characters. */
export function newSessionSecret(): string {
  return randomBytes(SECRET_BYTES).toString('base64url');
}

/** What is stored of a cookie value, SHA-256; undefined where it cannot be one of ours. */
export function hashSessionSecret(secret: string): Buffer | undefined {
  return SECRET.test(secret) ? hash('sha256', secret, 'buffer') : undefined;
}
