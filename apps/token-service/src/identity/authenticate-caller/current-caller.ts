import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '@portcullis/nest-auth';
import type { FastifyRequest } from 'fastify';
import { type Caller, callerOfBearer, type IssuerPrincipal, type SessionCaller } from './caller.js';

declare module 'fastify' {
  interface FastifyRequest {
    /** The person in whose session the request was made; set where a session cookie was accepted. */
    sessionCaller?: SessionCaller;
  }
}

/** Route parameter holding who the request acts as, by cookie or by bearer; a public route has nobody. */
export const CurrentCaller = createParamDecorator((_data: unknown, context: ExecutionContext): Caller => callerOf(context.switchToHttp().getRequest<FastifyRequest>()));

/** Who the request acts as. */
export function callerOf({ sessionCaller, principal }: Pick<FastifyRequest, 'sessionCaller' | 'principal'>): Caller {
  if (sessionCaller) return sessionCaller;
  if (isIssuerPrincipal(principal)) return callerOfBearer(principal);
  throw new Error('A caller is asked for on a route that nobody was admitted to');
}

function isIssuerPrincipal(principal: Principal | undefined): principal is IssuerPrincipal {
  return principal !== undefined && 'createdBy' in principal;
}
