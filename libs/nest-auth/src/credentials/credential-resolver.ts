import type { ExecutionContext } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import type { DescribedCredentials } from './described-credentials.js';
import type { GuardedAccess } from '../access/route-access.js';

/** The method of a controller that serves a route. */
export type Handler = ReturnType<ExecutionContext['getHandler']>;

/** What the gate tells a resolver about the request. */
export interface ResolverContext {
  readonly access: GuardedAccess;
  /** Where the application has marks of its own for these credentials, they are on it. */
  readonly handler: Handler;
  /** Whether the request carries a bearer token of the right grammar. */
  readonly bearerPresented: boolean;
}

/**
 * Credentials other than a bearer token, such as a session cookie. Asked on every guarded route before the bearer
 * check and after what the gate refuses of any request (a malformed Authorization header, a token in query or form).
 */
export interface CredentialResolver {
  /** For the OpenAPI document; left out, it does not name them. */
  readonly described?: DescribedCredentials;
  /** Routes that no bearer token opens, whatever its scopes; left out, there are none. The document then does not offer it there. */
  isOnlyWay?(handler: Handler): boolean;
  /**
   * `authenticated`: the resolver put the caller onto the request and found that the route is open to it; the bearer
   * check does not run. `pass`: nothing of its kind here, the bearer check decides. To refuse it throws a Problem, as
   * for two kinds of credentials at once (`twoCredentials`).
   */
  resolve(request: FastifyRequest, context: ResolverContext): ResolverVerdict | Promise<ResolverVerdict>;
}

export type ResolverVerdict = 'authenticated' | 'pass';

/** Nest token of the CredentialResolver; undefined where the application has none. */
export const CREDENTIAL_RESOLVER = Symbol('portcullis.credential-resolver');
