import type { Allowlist } from '@portcullis/ip-allowlist';
import type { Environment } from './spelling.js';

/** What a check needs to know of one secret of one token. */
export interface TokenFacts {
  readonly environment: Environment;
  readonly status: 'enabled' | 'disabled' | 'revoked';
  /** Inclusive, in ms since the epoch; -Infinity: from ever. */
  readonly notBeforeMs: number;
  /** Exclusive; Infinity: never. */
  readonly expiresAtMs: number;
  /** Exclusive end of a rotated secret's grace period; Infinity: the current secret. */
  readonly secretValidUntilMs: number;
  /** As toScopeBits makes them. */
  readonly scopeBits: number;
  /** null: any address. */
  readonly allowlist: Allowlist | null;
}

/** One request that carries the token. */
export interface AccessRequest {
  readonly nowMs: number;
  /** The one environment that the asking process serves. */
  readonly environment: Environment;
  /** The client's address, in any form a socket gives. */
  readonly address: string;
  /** As toScopeBits makes them; 0: any valid token will do. */
  readonly requiredScopeBits: number;
}

export type AuthorizeOutcome =
  | 'allowed'
  | 'revoked'
  | 'disabled'
  | 'expired'
  | 'pending'
  | 'secret_expired'
  | 'wrong_environment'
  | 'address_not_allowed'
  | 'insufficient_scope';

/**
 * Whether a token that was found may do what is asked. First what makes it no live token (401), then the address (403),
 * then the scopes (403), so that an address or a scope is only spoken of to the holder of a live token. Allocates
 * nothing. Comparisons are written so that a time that is not a number refuses.
 */
export function authorize(facts: TokenFacts, request: AccessRequest): AuthorizeOutcome {
  if (facts.environment !== request.environment) return 'wrong_environment';
  if (facts.status !== 'enabled') return facts.status;
  if (!(request.nowMs < facts.secretValidUntilMs)) return 'secret_expired';
  if (!(request.nowMs < facts.expiresAtMs)) return 'expired';
  if (!(request.nowMs >= facts.notBeforeMs)) return 'pending';
  if (facts.allowlist !== null && !facts.allowlist.allows(request.address)) return 'address_not_allowed';
  // No scope implies another: every required bit has to be there.
  return (request.requiredScopeBits & ~facts.scopeBits) === 0 ? 'allowed' : 'insufficient_scope';
}
