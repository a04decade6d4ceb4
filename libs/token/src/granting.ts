import { isAllowlistWithin } from '@portcullis/ip-allowlist';
import { missingScopes, type Scope } from '@portcullis/scopes';
import type { Refusal } from './decision.js';
import type { IssuedToken } from './state.js';
import type { Timestamp } from './timestamp.js';

/** What whoever issues a token, opens one or is shown its secret may pass on. */
export interface Granting {
  readonly grantable: readonly Scope[];
  /** The token that asks; null: a person, who has neither end nor allowlist. */
  readonly asking: AskingToken | null;
}

/** A token that acts: it grants nothing that outlives it, nor what could be used from elsewhere. */
export interface AskingToken {
  readonly tokenId: string;
  readonly expiresAt: Timestamp | null;
  readonly allowedIps: readonly string[];
  /** It asks with a secret that a rotation has replaced, and that is running out. */
  readonly isSecretRetiring: boolean;
}

/** Nobody passes on what they do not have (a user by role, a token by its own scopes). */
export function refuseScopes(scopes: readonly Scope[], grantable: readonly Scope[]): Refusal | undefined {
  const missing = missingScopes(grantable, scopes);
  return missing.length > 0 ? { code: 'scopes_not_grantable', scopes: missing } : undefined;
}

/** Of what a token would become by a grant: nothing beyond the token that grants it, and of itself nothing by an old secret. */
export function refuseBeyond(granted: Pick<IssuedToken, 'tokenId' | 'expiresAt' | 'allowedIps'>, asking: AskingToken | null): Refusal | undefined {
  if (asking === null) return undefined;
  if (asking.isSecretRetiring && asking.tokenId === granted.tokenId) return { code: 'secret_retiring' };
  if (endsLater(granted.expiresAt, asking.expiresAt)) return { code: 'beyond_own_lifetime' };
  return isAllowlistWithin(granted.allowedIps, asking.allowedIps) ? undefined : { code: 'beyond_own_allowlist' };
}

/** Null: never. */
export function endsLater(one: Timestamp | null, other: Timestamp | null): boolean {
  return other !== null && (one === null || one > other);
}

/** The latest end that the workspace allows, which may lie in the past; absent or null: any. */
export interface LatestExpiry {
  readonly latestExpiry?: Timestamp | null | undefined;
}

/** No end is later than the latest that the workspace allows; none at all is later than any. */
export function refuseBeyondMaximum(expiresAt: Timestamp | null, { latestExpiry = null }: LatestExpiry): Refusal | undefined {
  return latestExpiry !== null && endsLater(expiresAt, latestExpiry) ? { code: 'beyond_maximum_lifetime', latest: latestExpiry } : undefined;
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
