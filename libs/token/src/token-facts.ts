import { compileAllowlist } from '@portcullis/ip-allowlist';
import type { TokenFacts } from './authorize.js';
import { toScopeBits } from './scope-bits.js';
import type { IssuedToken, TokenSecret } from './state.js';
import { toEpochMs } from './timestamp.js';

/** What of a token's state a check depends on; a published state has the same members. */
type Checkable = Pick<IssuedToken, 'environment' | 'status' | 'scopes' | 'allowedIps' | 'notBefore' | 'expiresAt'>;

/** Prepares a token's state for authorize, for one of its secrets: done once for each change, not once for each request. */
export function toTokenFacts(token: Checkable, secret: Pick<TokenSecret, 'validUntil'>): TokenFacts {
  return {
    environment: token.environment,
    status: token.status,
    notBeforeMs: token.notBefore === null ? -Infinity : toEpochMs(token.notBefore),
    expiresAtMs: token.expiresAt === null ? Infinity : toEpochMs(token.expiresAt),
    secretValidUntilMs: secret.validUntil === null ? Infinity : toEpochMs(secret.validUntil),
    scopeBits: toScopeBits(token.scopes),
    allowlist: token.allowedIps.length === 0 ? null : compileAllowlist(token.allowedIps),
  };
}
