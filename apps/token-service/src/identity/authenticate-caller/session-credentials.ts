import { Inject, Injectable } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { type CredentialResolver, type DescribedCredentials, type ResolverContext, type ResolverVerdict, twoCredentials } from '@portcullis/nest-auth';
import { missingScopes } from '@portcullis/scopes';
import { plannedQueryOf } from '@portcullis/service-database';
import { forbidden, Problem } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { EntityManager } from 'typeorm';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { refuseForeignOrigin } from '../sessions/own-origin.js';
import { readSessionCookie, SESSION_COOKIE } from '../sessions/session-cookie.js';
import { findSession } from '../sessions/session-table.js';
import { callerOfSession } from './caller.js';

/** RFC 9110 §9.2.1: what only looks, so that another site gains nothing by making a browser send it. */
const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS']);

const described: DescribedCredentials = {
  name: 'session',
  scheme: { type: 'apiKey', in: 'cookie', name: SESSION_COOKIE, description: 'The cookie of somebody who logged in; not beside a bearer.' },
  refusals: [
    {
      status: 403,
      description: 'The role of the person lacks a scope (`role_not_sufficient`), or a page of another origin asks for a change (`foreign_origin`).',
    },
  ],
};

/** Admits the person whose session cookie a request carries; asked before the bearer check. */
@Injectable()
export class SessionCredentials implements CredentialResolver {
  readonly described = described;

  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  async resolve(request: FastifyRequest, { access, bearerPresented }: ResolverContext): Promise<ResolverVerdict> {
    const secret = readSessionCookie(request);
    if (secret === undefined) return 'pass';
    if (bearerPresented) throw twoCredentials();
    if (!SAFE_METHODS.has(request.method)) refuseForeignOrigin(request.headers, this.configuration.publicOrigins);

    const holder = await findSession(plannedQueryOf(this.manager), secret);
    if (!holder) throw sessionEnded();
    const caller = callerOfSession(holder);
    const missing = missingScopes(caller.grantable, access.scopes);
    if (missing.length > 0) throw forbidden('role_not_sufficient', `The role ${caller.role} lacks ${missing.join(' ')}.`);
    request.sessionCaller = caller;
    return 'authenticated';
  }
}

/** Ended, expired, or never begun: not told apart. */
function sessionEnded(): Problem {
  return new Problem({
    status: 401,
    code: 'unauthenticated',
    detail: 'The session has ended. Log in again.',
    headers: { 'www-authenticate': 'Bearer realm="portcullis"' },
  });
}
