import { HttpException } from '@nestjs/common';
import { BODY_LIMIT_KIB } from '../http/limits.js';
import { Problem } from './problem.js';

/** What a status thrown by Nest or Fastify means here; their own texts are not passed on, as they quote the URL. */
const FRAMEWORK_REFUSALS: ReadonlyMap<number, readonly [code: string, detail: string]> = new Map([
  [400, ['bad_request', 'The request is malformed.']],
  [401, ['unauthenticated', 'Valid credentials are required.']],
  [403, ['forbidden', 'This is not allowed.']],
  [404, ['not_found', 'There is nothing here.']],
  [405, ['method_not_allowed', 'The resource does not support this method.']],
  [406, ['not_acceptable', 'The resource has no representation that the Accept header allows.']],
  [408, ['request_timeout', 'The request did not arrive in time.']],
  [413, ['content_too_large', `The body has more than ${BODY_LIMIT_KIB} KiB.`]],
  [414, ['uri_too_long', 'The address is too long.']],
  [415, ['unsupported_media_type', 'The body must be application/json.']],
  [429, ['too_many_requests', 'Too many requests.']],
  [503, ['unavailable', 'The service cannot answer now.']],
]);

/** The problem that a thrown value stands for; anything unknown is a 500 that tells nothing about its cause. */
export function problemOf(thrown: unknown): Problem {
  if (thrown instanceof Problem) return thrown;
  const status = thrown instanceof HttpException ? thrown.getStatus() : 500;
  const refusal = FRAMEWORK_REFUSALS.get(status);
  if (refusal !== undefined) return new Problem({ status, code: refusal[0], detail: refusal[1] });
  if (status >= 400 && status < 500) return new Problem({ status, code: 'bad_request', detail: 'The request is malformed.' });
  return new Problem({
    status: 500,
    code: 'internal_error',
    detail: 'The request failed for a reason on our side. The request id finds it in the log.',
  });
}
