import { Inject, Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { type CredentialResolver, type DescribedCredentials, type Handler, type ResolverContext, type ResolverVerdict, twoCredentials } from '@portcullis/nest-auth';
import { missingScopes, type Scope } from '@portcullis/scopes';
import { plannedQueryOf } from '@portcullis/service-database';
import { forbidden } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { scopesOf } from '../accounts/role.js';
import { refuseForeignOrigin } from '../sessions/own-origin.js';
import { readSessionCookie, SESSION_COOKIE } from '../sessions/session-cookie.js';
import { findSession } from '../sessions/session-table.js';
import { callerOfSession, type SessionCaller } from './caller.js';
import { sessionEnded } from './session-ended.js';
import { isForPeople, servesBeforePasswordChange, sessionNeeds } from './session-marks.js';

/** RFC 9110 §9.2.1: what only looks, so that another site gains nothing by making a browser send it. */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

const described: DescribedCredentials = {
  name: 'session',
  scheme: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'The cookie of somebody who logged in; not beside a bearer.' },
  refusals: [
    {
      status: 403,
      description:
        'The role of the person does not allow it (`role_not_sufficient`), the password has to be changed first (`password_change_required`), or a page of another origin asks for a change (`foreign_origin`).',
    },
  ],
};

/** Admits the person whose session cookie a request carries; asked before the bearer check. */
@Injectable()
export class SessionCredentials implements CredentialResolver {
  readonly described = described;
  readonly isOnlyWay = isForPeople;

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async resolve(request: FastifyRequest, { access, handler, bearerPresented }: ResolverContext): Promise<ResolverVerdict> {
    const secret = readSessionCookie(request);
    if (secret === undefined) return 'pass';
    if (bearerPresented) throw twoCredentials();
    if (!SAFE_METHODS.has(request.method)) refuseForeignOrigin(request.headers, this.configuration.publicOrigins);

    const holder = await findSession(plannedQueryOf(this.manager), secret);
    if (!holder) throw sessionEnded();
    const caller = callerOfSession(holder);
    refuseUnlessOpen(caller, access.scopes, handler);
    request.sessionCaller = caller;
    return 'authenticated';
  }
}

/** @throws Problem 403 where the route is not for this person, or not yet */
function refuseUnlessOpen({ role, permissions, mustChangePassword }: SessionCaller, scopes: readonly Scope[], handler: Handler): void {
  if (mustChangePassword && !servesBeforePasswordChange(handler)) {
    throw forbidden('password_change_required', 'The password was made by somebody else. Choose your own first, by PUT /api/v1/session/password.');
  }
  const needs = sessionNeeds(handler);
  const lacking = needs === undefined ? missingScopes(scopesOf(role), scopes) : needs.some((need) => permissions.includes(need)) ? [] : needs.slice(0, 1);
  if (lacking.length > 0) throw forbidden('role_not_sufficient', `The role ${role} lacks ${lacking.join(' ')}.`);
}
