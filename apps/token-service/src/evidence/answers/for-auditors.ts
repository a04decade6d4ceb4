import { applyDecorators, Get, Header } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { Describe, OF_THE_CALLER, type RouteDescription } from '@portcullis/service-kit';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';

/** A route that reads evidence: for people who audit and for tokens that may. */
export function ForAuditors(description: Omit<RouteDescription, 'tag'>): MethodDecorator {
  return applyDecorators(Get(), RequireScopes('audit:read'), SessionNeeds('auditView'), Header('cache-control', OF_THE_CALLER), Describe({ ...description, tag: 'Evidence' }));
}
