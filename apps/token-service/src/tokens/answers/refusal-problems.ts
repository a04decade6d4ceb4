import { conflict, type FieldError, forbidden, notFound, preconditionFailed, Problem, unavailable, validationFailed } from '@portcullis/service-kit';
import type { Scope } from '@portcullis/scopes';
import type { Refusal } from '@portcullis/token';
import type { ChangeRefused } from '../change-outcome.js';

/** The members of a body that a refusal may be about: pointers lead to what was sent, and nowhere else. */
export interface SentMembers {
  readonly scopes?: readonly Scope[] | undefined;
  readonly notBefore?: unknown;
  readonly expiresAt?: unknown;
  readonly allowedIps?: unknown;
}

/** The answer to a change that did not happen. */
export function problemOfChange(refused: ChangeRefused, sent: SentMembers = {}): Problem {
  switch (refused.outcome) {
    case 'not_found':
      return noSuchToken();
    case 'refused':
      return problemOfRefusal(refused.refusal, sent);
    case 'user_not_active':
      return conflict(refused.outcome, 'The user whose token it is has been suspended or removed.');
    case 'asker_changed':
      return forbidden('role_not_sufficient', 'Whoever asks has been suspended, demoted or revoked meanwhile.');
    case 'beyond_user':
      return problemOfUser(refused.scopes, sent);
    case 'version_mismatch':
      return preconditionFailed('The token has another version than If-Match names; read it again.');
    case 'too_many_changes':
      return conflict('too_many_changes', 'The token has been changed as often as a token may be; disabling and revoking it stay possible. Issue another.');
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

function problemOfRefusal(refusal: Refusal, sent: SentMembers): Problem {
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
      return notGrantable('scopes_not_grantable', NOT_THE_ISSUERS, [{ pointer: '/bundle', message: 'Holds no scope that the caller has.' }]);
    case 'expiry_not_in_future':
      return validationFailed([{ pointer: '/expiresAt', message: 'Must be in the future.' }]);
    case 'beyond_maximum_lifetime':
      return validationFailed([{ pointer: '/expiresAt', message: `Must be set, and not be later than ${refusal.latest}: the workspace lets no secret live longer.` }]);
    case 'not_before_after_expiry':
      return validationFailed([typeof sent.notBefore === 'string' ? beginsTooLate : endsTooSoon]);
    case 'scopes_not_grantable':
    case 'beyond_own_lifetime':
    case 'beyond_own_allowlist':
    case 'secret_retiring':
      return problemOfGrant(refusal, sent);
  }
}

type GrantRefusal = Extract<Refusal, { code: 'scopes_not_grantable' | 'beyond_own_lifetime' | 'beyond_own_allowlist' | 'secret_retiring' }>;

function problemOfGrant(refusal: GrantRefusal, sent: SentMembers): Problem {
  switch (refusal.code) {
    case 'scopes_not_grantable':
      return problemOfScopes(refusal.scopes, sent);
    case 'beyond_own_lifetime':
      return notGrantable(refusal.code, 'A token grants nothing that outlives it.', pointing(sent, 'expiresAt', 'Must not be later than the end of the token that asks.'));
    case 'beyond_own_allowlist':
      return notGrantable(refusal.code, 'A token grants nothing that can be used from where it cannot be used itself.', pointing(sent, 'allowedIps', 'Must lie within the allowlist of the token that asks.'));
    case 'secret_retiring':
      return forbidden(refusal.code, 'The secret was replaced and is running out; ask with the one that replaced it.');
  }
}

/** Missing scopes are the body's, or the token's own where something else of it is opened. */
function problemOfScopes(missing: readonly Scope[], { scopes = [] }: SentMembers): Problem {
  const named = missing.filter((scope) => scopes.includes(scope));
  if (named.length > 0) return notGrantable('scopes_not_grantable', NOT_THE_ISSUERS, named.map((scope) => ungrantable(scope, scopes)));
  return forbidden('scopes_not_grantable', `Whoever opens a token grants all that it may do, and the caller does not have ${missing.join(' ')}.`);
}

/** Of the user whose token it is, whoever asks. */
function problemOfUser(missing: readonly Scope[], { scopes = [] }: SentMembers): Problem {
  const errors = missing.filter((scope) => scopes.includes(scope)).map((scope) => ({ pointer: `/scopes/${scopes.indexOf(scope)}`, message: `The user may not grant ${scope}.` }));
  return notGrantable('scopes_not_grantable', `A user token has no scope that its user may not grant: ${missing.join(' ')}.`, errors);
}

const NOT_THE_ISSUERS = 'A token is given no scope that its issuer does not have.';
const beginsTooLate: FieldError = { pointer: '/notBefore', message: 'Must be before expiresAt.' };
const endsTooSoon: FieldError = { pointer: '/expiresAt', message: 'Must be after notBefore.' };

/** To the member where it was sent, or where an issue gave it its default. */
function pointing(sent: SentMembers, member: 'expiresAt' | 'allowedIps', message: string): readonly FieldError[] {
  return sent[member] === undefined ? [] : [{ pointer: `/${member}`, message }];
}

/** 403 and no challenge (RFC 6750 §3.1): another token would not make the same request right. */
function notGrantable(code: string, detail: string, errors: readonly FieldError[]): Problem {
  return new Problem({ status: 403, code, detail, ...(errors.length > 0 && { errors }) });
}

function ungrantable(scope: Scope, given: readonly Scope[]): FieldError {
  return { pointer: `/scopes/${given.indexOf(scope)}`, message: `The caller does not have ${scope}.` };
}
