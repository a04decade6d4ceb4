import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, SetMetadata, UseGuards } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { requestAddress, tooManyRequests } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import type { RequestLimit } from './request-limit.js';
import { RequestLimits } from './request-limits.js';

const REQUEST_LIMIT = 'portcullis:request-limit';

/** Every request counts, before its input is read; where the route is guarded, only what the gate let in. */
@Injectable()
class AddressLimitGuard implements CanActivate {
  constructor(
    private readonly limits: RequestLimits,
    private readonly reflector: Reflector,
  ) {}

  /** @throws Problem 429 */
  canActivate(context: ExecutionContext): true {
    const limit = this.reflector.get<RequestLimit>(REQUEST_LIMIT, context.getHandler());
    const waitSeconds = this.limits.take(limit, requestAddress(context.switchToHttp().getRequest<FastifyRequest>()));
    if (waitSeconds !== undefined) throw tooManyRequests(waitSeconds, 'Too many requests from this address. Try again later.');
    return true;
  }
}

/** Answers 429 to an address (of IPv6 its /64) that asks too often. The route's module imports RequestLimitsModule. */
export const LimitedByAddress = (limit: RequestLimit): MethodDecorator => applyDecorators(SetMetadata(REQUEST_LIMIT, limit), UseGuards(AddressLimitGuard));
