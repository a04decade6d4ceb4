import { conflict, type FieldError, notFound, preconditionFailed, Problem, unavailable, validationFailed } from '@portcullis/service-kit';
import type { Scope } from '@portcullis/scopes';
import type { Refusal } from '@portcullis/token';
import type { ChangeRefused } from '../change-outcome.js';

/** The answer to a change that did not happen. `scopes`: those of the body, where it named some. */
export function problemOfChange(refused: ChangeRefused, scopes: readonly Scope[] = []): Problem {
  switch (refused.outcome) {
    case 'not_found':
      return noSuchToken();
    case 'refused':
      return problemOfRefusal(refused.refusal, scopes);
    case 'version_mismatch':
      return preconditionFailed('The token has another version than If-Match names; read it again.');
    case 'conflict':
    case 'busy':
      return problemOfContention(refused.outcome);
  }
}

/** The answer to a change that others were in the way of; nothing was changed. */
export function problemOfContention(outcome: 'conflict' | 'busy'): Problem {
  return outcome === 'conflict'
    ? conflict('concurrent_change', 'The token was changed by others at the same time; try again.')
    : unavailable('busy', 'The database did not answer in time; nothing was changed.', 1);
}

/** One answer for a token that never was and for another workspace's. */
export function noSuchToken(): Problem {
  return notFound('There is no such token.');
}

function problemOfRefusal(refusal: Refusal, scopes: readonly Scope[]): Problem {
  switch (refusal.code) {
    case 'token_not_found':
      return noSuchToken();
    case 'token_exists':
      return conflict(refusal.code, 'There is a token with this id already.');
    case 'token_revoked':
      return conflict(refusal.code, 'The token is revoked, for good.');
    case 'token_expired':
      return conflict(refusal.code, 'The token has expired; move its expiry first.');
    case 'scopes_required':
      return notGrantable([{ pointer: '/bundle', message: 'Holds no scope that the caller has.' }]);
    case 'scopes_not_grantable':
      return notGrantable(refusal.scopes.map((scope) => ungrantable(scope, scopes)));
    case 'expiry_not_in_future':
      return validationFailed([{ pointer: '/expiresAt', message: 'Must be in the future.' }]);
    case 'not_before_after_expiry':
      return validationFailed([{ pointer: '/notBefore', message: 'Must be before expiresAt.' }]);
  }
}

/** 403 and no challenge (RFC 6750 §3.1): another token would not make the same request right. */
function notGrantable(errors: readonly FieldError[]): Problem {
  const detail = 'A token is given no scope that its issuer does not have.';
  return new Problem({ status: 403, code: 'scopes_not_grantable', detail, errors });
}

function ungrantable(scope: Scope, given: readonly Scope[]): FieldError {
  return { pointer: `/scopes/${given.indexOf(scope)}`, message: `The caller does not have ${scope}.` };
}
