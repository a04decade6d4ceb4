import type { PUBLIC_ACCESS } from '@portcullis/service-kit';
import type { Scope } from '@portcullis/scopes';

/** A route that asks for a credential: `scopes` empty means that any valid one will do. */
export interface GuardedAccess {
  readonly kind: 'guarded';
  readonly scopes: readonly Scope[];
}

/** Who may call a route; every route says so. */
export type RouteAccess = typeof PUBLIC_ACCESS | GuardedAccess;
