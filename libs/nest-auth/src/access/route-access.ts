import type { PUBLIC_ACCESS } from '@portcullis/service-kit';
import type { Scope } from '@portcullis/scopes';

/** A route that asks for a credential: `scopes` empty means that any valid one will do. */
export interface GuardedAccess {
  readonly kind: 'guarded';
  readonly scopes: readonly Scope[];
}

/** A guarded route of the application; one object for the life of the process. */
export interface GuardedRoute extends GuardedAccess {
  /** `GET /api/v1/items/{id}` */
  readonly template: string;
  /** What the checker of the tokens calls it; set with its first request. */
  number?: number;
}

/** Who may call a route; every route says so. */
export type RouteAccess = typeof PUBLIC_ACCESS | GuardedAccess;
