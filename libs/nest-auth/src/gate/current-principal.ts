import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import type { Principal } from '@portcullis/token';
import type { FastifyRequest } from 'fastify';

declare module 'fastify' {
  interface FastifyRequest {
    /** On whose behalf the request acts; set by the gate where a bearer token was accepted. */
    principal?: Principal;
  }
}

/** Route parameter holding the principal of the accepted token; a public route has none. */
export const CurrentPrincipal = createParamDecorator((_data: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<FastifyRequest>();
  if (principal === undefined) throw new Error('@CurrentPrincipal on a route that no bearer token opened');
  return principal;
});
