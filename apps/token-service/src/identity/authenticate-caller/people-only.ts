import { applyDecorators, type CanActivate, type ExecutionContext, Injectable, UseGuards } from '@nestjs/common';
import { Authenticated } from '@portcullis/nest-auth';
import type { FastifyRequest } from 'fastify';
import type { Permission } from '../accounts/permission.js';
import { sessionRequired } from './require-session.js';
import { NoToken, SessionNeeds } from './session-marks.js';

/** Refuses tokens before anything of the request is looked at. */
@Injectable()
export class PeopleOnly implements CanActivate {
  canActivate(context: ExecutionContext): true {
    if (context.switchToHttp().getRequest<FastifyRequest>().sessionCaller === undefined) throw sessionRequired();
    return true;
  }
}

/** Marks a route as open to people with this permission, and to no token, whatever its scopes. */
export function ForPeople(permission?: Permission): MethodDecorator {
  const marks = [Authenticated(), NoToken(), UseGuards(PeopleOnly)];
  return applyDecorators(...marks, ...(permission === undefined ? [] : [SessionNeeds(permission)]));
}
