import { FormBody } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { parseAuthorization, type PresentedCredentials } from './parse-authorization.js';

const PARAMETER = 'access_token';
const AUTHORIZATION = 'authorization';

/**
 * What a request presents. Before the header's grammar counts that there is one header: Node keeps the first of two
 * Authorization lines and says nothing, so the raw lines are counted. A token in the query or in a form (RFC 6750 §2.2,
 * §2.3) ends up in logs and histories, and is refused alone or beside the header.
 */
export function presentedCredentials(request: FastifyRequest): PresentedCredentials {
  if (holdsParameter(request.query) || (request.body instanceof FormBody && holdsParameter(request.body.fields))) {
    return { kind: 'malformed', reason: `A token belongs into the Authorization header, not into ${PARAMETER}.` };
  }
  const lines = countAuthorizationLines(request.raw.rawHeaders);
  if (lines > 1) return { kind: 'malformed', reason: 'The Authorization header was sent more than once.' };
  return parseAuthorization(request.headers.authorization);
}

function holdsParameter(parameters: unknown): boolean {
  return typeof parameters === 'object' && parameters !== null && PARAMETER in parameters;
}

function countAuthorizationLines(rawHeaders: readonly string[]): number {
  let lines = 0;
  for (let index = 0; index < rawHeaders.length; index += 2) {
    const name = rawHeaders[index];
    if (name?.length === AUTHORIZATION.length && name.toLowerCase() === AUTHORIZATION) lines += 1;
  }
  return lines;
}
