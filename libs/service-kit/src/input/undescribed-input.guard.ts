import type { CanActivate, ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { PUBLIC_ACCESS, ROUTE_ACCESS } from '../access/public-route.js';
import { ROUTE_DESCRIPTION } from '../openapi/describe.js';
import type { RouteDescription } from '../openapi/route-description.js';
import { validationFailed } from '../problems/refusals.js';
import { parseQuery } from './parse-input.js';

type Handler = ReturnType<ExecutionContext['getHandler']>;

/** What a route does not take, so that what is sent of it is a client's mistake. */
interface Untaken {
  readonly query: boolean;
  readonly body: boolean;
}

const nothing = z.strictObject({});

/**
 * Refuses what a route is not described to take: parameters where it takes none, a body where it reads none. What a
 * client sends it believes to matter. Runs after the guards of the application, so that only who may call is told. A
 * page that anybody may get ignores parameters, as monitors and browsers add some.
 */
export class UndescribedInputGuard implements CanActivate {
  private readonly known = new WeakMap<Handler, Untaken>();

  /** @throws Problem 400 `validation_failed` */
  canActivate(context: ExecutionContext): true {
    const handler = context.getHandler();
    let untaken = this.known.get(handler);
    if (untaken === undefined) {
      untaken = untakenBy(handler, context.getClass());
      this.known.set(handler, untaken);
    }
    if (!untaken.query && !untaken.body) return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    if (untaken.query) parseQuery(nothing, request.query);
    if (untaken.body && request.body !== undefined) throw validationFailed([{ pointer: '', message: 'No body is taken here.' }]);
    return true;
  }
}

function untakenBy(handler: Handler, controller: ReturnType<ExecutionContext['getClass']>): Untaken {
  const description = Reflect.getMetadata(ROUTE_DESCRIPTION, handler) as RouteDescription | undefined;
  // A service without a document describes nothing.
  if (description === undefined) return { query: false, body: false };
  const { query, body, form } = description;
  const access: unknown = Reflect.getMetadata(ROUTE_ACCESS, handler) ?? Reflect.getMetadata(ROUTE_ACCESS, controller);
  const readsBody = body !== undefined || form !== undefined;
  const takesParameters = Object.keys(query?.shape ?? {}).length > 0;
  return { query: !takesParameters && !(access === PUBLIC_ACCESS && !readsBody), body: !readsBody };
}
