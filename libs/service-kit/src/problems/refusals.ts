import { type FieldError, Problem } from './problem.js';

/** 400 for wrong fields, each with its pointer; also for unknown fields, bad JSON, a bad cursor, a bad limit. */
export function validationFailed(errors: readonly FieldError[]): Problem {
  const first = errors[0];
  const detail = first === undefined ? 'The input is not valid.' : `${first.pointer || 'The body'}: ${first.message}`;
  return new Problem({ status: 400, code: 'validation_failed', detail, errors });
}

/** 404 for what does not exist and, told apart by nobody, for what is another workspace's. */
export function notFound(detail = 'There is nothing here.'): Problem {
  return new Problem({ status: 404, code: 'not_found', detail });
}

/** 403 without a challenge. */
export function forbidden(code: string, detail: string): Problem {
  return new Problem({ status: 403, code, detail });
}

/** 409 for a state that does not allow it: `token_revoked`, `idempotency_conflict` … */
export function conflict(code: string, detail: string): Problem {
  return new Problem({ status: 409, code, detail });
}

/** 412 for an If-Match that names an older state. */
export function preconditionFailed(detail: string): Problem {
  return new Problem({ status: 412, code: 'precondition_failed', detail });
}

/** 415, with what would be right in Accept (RFC 9110 §15.5.16). */
export function unsupportedMediaType(supported: string): Problem {
  return unsupportedBody(supported, { accept: supported });
}

/** 415 for how a body was sent rather than for its type. @param must as in `The body must be ${must}.` */
export function unsupportedBody(must: string, headers: Readonly<Record<string, string>>): Problem {
  return new Problem({ status: 415, code: 'unsupported_media_type', detail: `The body must be ${must}.`, headers });
}

/** 429 with Retry-After in whole seconds, at least 1. */
export function tooManyRequests(retryAfterSeconds: number, detail = 'Too many requests.'): Problem {
  return new Problem({ status: 429, code: 'too_many_requests', detail, headers: retryAfter(retryAfterSeconds) });
}

/** 503 with Retry-After in whole seconds, at least 1. */
export function unavailable(code: string, detail: string, retryAfterSeconds: number): Problem {
  return new Problem({ status: 503, code, detail, headers: retryAfter(retryAfterSeconds) });
}

function retryAfter(seconds: number): { 'retry-after': string } {
  return { 'retry-after': String(Math.max(1, Math.ceil(seconds))) };
}
