import type { IssuedTokens } from '../../replica/issued-tokens.js';
import { laidOut } from './timed-calls.js';

/** Secrets of randomly drawn tokens, any of them as likely as any other. */
export function randomSecrets(tokens: IssuedTokens, count: number, random: () => number): string[] {
  return laidOut(Array.from({ length: count }, () => tokens.secret(Math.floor(random() * tokens.count))));
}

/** The same strings with another last character: the right shape, the wrong checksum. */
export function withWrongChecksum(secrets: readonly string[]): string[] {
  return laidOut(secrets.map((secret) => secret.slice(0, -1) + (secret.endsWith('0') ? '1' : '0')));
}
