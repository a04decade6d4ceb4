import type { Scope } from '@portcullis/scopes';
import { forbidden, Problem, unavailable } from '@portcullis/service-kit';

const REALM = 'Bearer realm="portcullis"';

const challenge = (parameters = ''): { 'www-authenticate': string } => ({ 'www-authenticate': REALM + parameters });

/** 401 without an error code: the request presented nothing (RFC 6750 §3.1). */
export const unauthenticated = (): Problem =>
  new Problem({
    status: 401,
    code: 'unauthenticated',
    detail: 'A bearer token is required in the Authorization header.',
    headers: challenge(),
  });

/** 400: what was presented is not of the right form. */
export const malformedCredentials = (reason: string): Problem =>
  new Problem({ status: 400, code: 'invalid_request', detail: reason, headers: challenge(', error="invalid_request"') });

/** 400: more than one kind of credential in one request. */
export const twoCredentials = (): Problem => malformedCredentials('The request carries two kinds of credentials: send one of them.');

/** 401, the same for every token that is not live, whatever the reason. */
export const invalidToken = (): Problem =>
  new Problem({
    status: 401,
    code: 'invalid_token',
    detail: 'The bearer token is not valid.',
    headers: challenge(', error="invalid_token"'),
  });

/** 403 that names the scopes the route requires. */
export const insufficientScope = (required: readonly Scope[]): Problem =>
  new Problem({
    status: 403,
    code: 'insufficient_scope',
    detail: `The token needs ${required.join(' ')}.`,
    headers: challenge(`, error="insufficient_scope", scope="${required.join(' ')}"`),
  });

/** 403 without a challenge: another token would not help from there, and which addresses would is nobody's business. */
export const addressNotAllowed = (): Problem =>
  forbidden('address_not_allowed', 'The token may not be used from this address.');

/** 503: what this process knows is too old to say. Never 401, which would make clients throw good tokens away. */
export const notFresh = (retryAfterSeconds: number): Problem =>
  unavailable('replica_not_fresh', 'The service cannot check tokens at the moment.', retryAfterSeconds);
