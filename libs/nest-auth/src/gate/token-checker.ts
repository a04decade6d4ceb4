import type { Scope } from '@portcullis/scopes';
import type { CheckOutcome } from '@portcullis/token';

/** Where the request comes from and what its route requires: both are judged with the token, in the order of checks. */
export interface CheckRequest {
  /** Client address in normal form. */
  readonly address: string;
  /** Empty where any valid token will do. */
  readonly requiredScopes: readonly Scope[];
  /** What `numberRoute` said of the route; left out: the checker does not tell routes apart. */
  readonly route?: number;
}

/**
 * Says whether a token opens a route. It gets every string of the b64token grammar, and keeps the order of checks:
 * shape and checksum, freshness, look-up, status and times, address, scope. A synchronous answer costs no turn of the
 * event loop.
 */
export interface TokenChecker {
  check(token: string, request: CheckRequest): CheckOutcome | Promise<CheckOutcome>;
  /**
   * For a checker that counts use by route: asked once a guarded route, with its template (`GET /api/v1/items/{id}`) and
   * the scopes that it requires.
   */
  numberRoute?(route: { readonly route: string; readonly scopes: readonly Scope[] }): number;
}

/** Nest token of the TokenChecker. */
export const TOKEN_CHECKER = Symbol('portcullis.token-checker');
