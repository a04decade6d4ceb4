import type { Scope } from '@portcullis/scopes';
import type { Timestamp } from './timestamp.js';

/** What a token's rules refuse; each is an expected answer, mapped to HTTP once, at the edge. */
export type Refusal =
  /** Nothing was ever issued in this stream. */
  | { readonly code: 'token_not_found' }
  /** The stream already has its token. */
  | { readonly code: 'token_exists' }
  /** Revocation is final. */
  | { readonly code: 'token_revoked' }
  /** Neither a new secret nor another beginning would open anything: the expiry has to be moved first. */
  | { readonly code: 'token_expired' }
  /** A token without a scope could do nothing. */
  | { readonly code: 'scopes_required' }
  /** `scopes`: those asked for that whoever asks does not have, and so cannot pass on. */
  | { readonly code: 'scopes_not_grantable'; readonly scopes: readonly Scope[] }
  /** The token that asks would grant what outlives it. */
  | { readonly code: 'beyond_own_lifetime' }
  /** The token that asks would grant what can be used from where it cannot be used itself. */
  | { readonly code: 'beyond_own_allowlist' }
  /** The workspace lets no secret live that long; `latest` end that it allows, exclusive. */
  | { readonly code: 'beyond_maximum_lifetime'; readonly latest: Timestamp }
  /** A token's old secret, in its grace period, neither opens the token nor gives it another. */
  | { readonly code: 'secret_retiring' }
  | { readonly code: 'expiry_not_in_future' }
  /** It would begin only when it has already ended. */
  | { readonly code: 'not_before_after_expiry' };

/** Events to append, none where the wish is already true, or the reason why not. */
export type Decision<E> = { readonly ok: true; readonly events: readonly E[] } | { readonly ok: false; readonly refusal: Refusal };

export function decided<E>(...events: readonly E[]): Decision<E> {
  return { ok: true, events };
}

export function refused(refusal: Refusal): Decision<never> {
  return { ok: false, refusal };
}
