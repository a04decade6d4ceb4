import { conflict, forbidden, notFound, Problem, unavailable, validationFailed } from '@portcullis/service-kit';
import type { Scope } from '@portcullis/scopes';
import type { UserRefusal } from '../changes/user-rules.js';

/** What was not done to a person. */
export type UserChangeRefused =
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly refusal: UserRefusal }
  | { readonly outcome: 'conflict' }
  /** A suspended user whose tokens are not all disabled yet was to be let in again. */
  | { readonly outcome: 'tokens_pending' }
  /** What this request changed stands; before it was through with the tokens, another one changed the user. */
  | { readonly outcome: 'overtaken' }
  | { readonly outcome: 'busy' };

/** One answer for a user who never was and for another workspace's. */
export function noSuchUser(): Problem {
  return notFound('There is no such user.');
}

/** @param grantableScopes as they were sent, for the pointers */
export function problemOfUserChange(refused: UserChangeRefused, grantableScopes: readonly Scope[] | null = null): Problem {
  switch (refused.outcome) {
    case 'not_found':
      return noSuchUser();
    case 'refused':
      return problemOfRefusal(refused.refusal, grantableScopes ?? []);
    case 'conflict':
      return conflict('concurrent_change', 'The user’s tokens were changed by others at the same time; try again.');
    case 'tokens_pending':
      return conflict('concurrent_change', 'Tokens of the suspended user are still to be disabled. Suspend the user again until none remains, then resume.');
    case 'overtaken':
      return conflict('concurrent_change', 'The user was suspended, resumed or removed by others before this was finished; look at the user before you try again.');
    case 'busy':
      return unavailable('busy', 'The database did not answer in time; nothing was changed.', 1);
  }
}

function problemOfRefusal(refusal: UserRefusal, sent: readonly Scope[]): Problem {
  switch (refusal.code) {
    case 'role_not_sufficient':
      return forbidden(refusal.code, 'Your role does not allow it any more.');
    case 'owner_required':
      return forbidden(refusal.code, 'Only an owner makes owners, and changes one.');
    case 'last_owner':
      return conflict(refusal.code, 'The workspace would be left without an owner; make another one first.');
    case 'user_removed':
      return conflict(refusal.code, 'The user was removed, for good.');
    case 'password_not_chosen':
      return conflict(refusal.code, 'The password is still the one that was shown when the user was made; once the user has chosen another, they may be given more.');
    case 'own_password':
      return conflict(refusal.code, 'Your own password you change yourself, by PUT /api/v1/session/password.');
    case 'scopes_beyond_role':
      return validationFailed(refusal.scopes.map((scope) => ({ pointer: `/grantableScopes/${sent.indexOf(scope)}`, message: `The role may not grant ${scope}.` })));
    case 'scopes_not_grantable':
      return notGrantable(refusal.scopes, sent);
  }
}

function notGrantable(missing: readonly Scope[], sent: readonly Scope[]): Problem {
  const errors = missing.filter((scope) => sent.includes(scope)).map((scope) => ({ pointer: `/grantableScopes/${sent.indexOf(scope)}`, message: `You may not grant ${scope}.` }));
  const detail = `Nobody lets another grant what they may not grant themselves: ${missing.join(' ')}.`;
  return new Problem({ status: 403, code: 'scopes_not_grantable', detail, ...(errors.length > 0 && { errors }) });
}
