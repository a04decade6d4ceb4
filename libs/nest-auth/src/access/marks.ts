import { SetMetadata } from '@nestjs/common';
import type { Scope } from '@portcullis/scopes';
import { ROUTE_ACCESS } from '@portcullis/service-kit';
import type { GuardedAccess } from './route-access.js';

type Mark = MethodDecorator & ClassDecorator;

/**
 * Marks a route, or every route of a controller, as open to credentials that have all of these scopes.
 * A route's own mark replaces its controller's.
 */
export function RequireScopes(first: Scope, ...others: readonly Scope[]): Mark {
  return guarded([first, ...others]);
}

/** Marks a route, or every route of a controller, as open to any valid credential. */
export function Authenticated(): Mark {
  return guarded([]);
}

function guarded(scopes: readonly Scope[]): Mark {
  const access: GuardedAccess = { kind: 'guarded', scopes };
  return SetMetadata(ROUTE_ACCESS, access);
}
