import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { GuardedRoute } from '../access/route-access.js';
import { RouteMarks } from '../access/route-marks.js';
import type { PresentedCredentials } from '../credentials/parse-authorization.js';
import { CREDENTIAL_RESOLVER, type CredentialResolver } from '../credentials/credential-resolver.js';
import { presentedCredentials } from '../credentials/presented-credentials.js';
import { ADMISSION, type Admission } from './admission.js';
import { malformedCredentials, unauthenticated } from './gate-problems.js';
import { TOKEN_CHECKER, type TokenChecker } from './token-checker.js';
import { TokenChecks } from './token-checks.js';

type WellFormedCredentials = Exclude<PresentedCredentials, { kind: 'malformed' }>;

/**
 * Stands before every route of the application: its mark, then the form of what was presented, then other credentials
 * than a bearer where the application has any, then the token.
 */
@Injectable()
export class RouteGuard implements CanActivate {
  constructor(
    private readonly marks: RouteMarks,
    @Inject(ADMISSION) private readonly admission: Admission,
    @Inject(CREDENTIAL_RESOLVER) private readonly resolver: CredentialResolver | undefined,
    private readonly checks: TokenChecks,
    @Inject(TOKEN_CHECKER) private readonly checker: TokenChecker,
  ) {}

  canActivate(context: ExecutionContext): boolean | Promise<boolean> {
    const access = this.marks.of(context.getClass(), context.getHandler());
    if (access.kind === 'public') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const credentials = presentedCredentials(request);
    if (credentials.kind === 'malformed') {
      this.checks.count('malformed');
      throw malformedCredentials(credentials.reason);
    }
    if (this.resolver === undefined) return this.admit(context, request, credentials, access);
    return this.resolveFirst(this.resolver, context, request, credentials, access);
  }

  private async resolveFirst(
    resolver: CredentialResolver,
    context: ExecutionContext,
    request: FastifyRequest,
    credentials: WellFormedCredentials,
    access: GuardedRoute,
  ): Promise<boolean> {
    const bearerPresented = credentials.kind === 'bearer';
    const verdict = await resolver.resolve(request, { access, handler: context.getHandler(), bearerPresented });
    return verdict === 'authenticated' || this.admit(context, request, credentials, access);
  }

  private admit(
    context: ExecutionContext,
    request: FastifyRequest,
    credentials: WellFormedCredentials,
    access: GuardedRoute,
  ): boolean | Promise<boolean> {
    if (credentials.kind === 'none') throw unauthenticated();
    const { token } = credentials;
    const route = (access.number ??= this.numberOf(access));
    const principal = this.admission.admit({ token, request, requiredScopes: access.scopes, route, context });
    if (principal instanceof Promise) return principal.then((settled) => enter(request, settled));
    return enter(request, principal);
  }

  private numberOf({ template, scopes }: GuardedRoute): number {
    return this.checker.numberRoute?.({ route: template, scopes }) ?? 0;
  }
}

function enter(request: FastifyRequest, principal: NonNullable<FastifyRequest['principal']>): true {
  request.principal = principal;
  return true;
}
