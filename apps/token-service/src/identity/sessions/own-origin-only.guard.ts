import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { refuseForeignOrigin } from './own-origin.js';

/** For changes that give a cookie rather than need one: without it another site could log a person in as somebody else. */
@Injectable()
export class OwnOriginOnly implements CanActivate {
  constructor(@Inject(CONFIGURATION) private readonly configuration: Configuration) {}

  canActivate(context: ExecutionContext): true {
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    refuseForeignOrigin(request.headers, this.configuration.publicOrigins);
    return true;
  }
}
