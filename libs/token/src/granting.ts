import { missingScopes, type Scope } from '@portcullis/scopes';
import type { Refusal } from './decision.js';
import type { Timestamp } from './timestamp.js';

/** Nobody passes on what they do not have (a user by role, a token by its own scopes). */
export function refuseScopes(scopes: readonly Scope[], grantable: readonly Scope[]): Refusal | undefined {
  const missing = missingScopes(grantable, scopes);
  return missing.length > 0 ? { code: 'scopes_not_grantable', scopes: missing } : undefined;
}

interface Lifetime {
  readonly notBefore: Timestamp | null;
  readonly expiresAt: Timestamp | null;
}

/** A lifetime that is set has to leave some time to come. Both ends as in authorize: `notBefore` inclusive, `expiresAt` exclusive. */
export function refuseLifetime({ notBefore, expiresAt }: Lifetime, now: Timestamp): Refusal | undefined {
  if (expiresAt === null) return undefined;
  if (expiresAt <= now) return { code: 'expiry_not_in_future' };
  return notBefore !== null && notBefore >= expiresAt ? { code: 'not_before_after_expiry' } : undefined;
}
