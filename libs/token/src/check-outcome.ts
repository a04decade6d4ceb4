import type { Scope } from '@portcullis/scopes';
import type { TokenKind } from './events.js';

/** On whose behalf a request with an accepted token acts. */
export interface Principal {
  readonly workspaceId: string;
  readonly tokenId: string;
  readonly kind: TokenKind;
  readonly scopes: readonly Scope[];
}

/** What a check of a bearer token says to the outside: why a token is invalid is never told apart. */
export type CheckOutcome =
  | { readonly outcome: 'allowed'; readonly principal: Principal }
  /** Unknown, expired, pending, disabled, revoked or of the other environment: 401, one body. */
  | { readonly outcome: 'invalid' }
  /** The replica does not know enough to say: 503 with Retry-After. */
  | { readonly outcome: 'stale'; readonly retryAfterSeconds: number }
  | { readonly outcome: 'address_not_allowed' }
  | { readonly outcome: 'insufficient_scope' };
