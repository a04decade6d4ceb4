import { missingScopes, type Scope, sortScopes } from '@portcullis/scopes';
import { changedMembers, type WishedChanges } from './changed-members.js';
import { decided, type Decision, type Refusal, refused } from './decision.js';
import type { TokenChanges, TokenUpdated } from './events.js';
import { refuseLifetime, refuseScopes } from './granting.js';
import type { IssuedToken, TokenState } from './state.js';
import type { Timestamp } from './timestamp.js';

/** Changes a token in place. */
export interface UpdateToken {
  readonly type: 'UpdateToken';
  readonly changes: WishedChanges;
  /** The scopes that whoever updates has and may pass on; scopes that the token already has are not passed on anew. */
  readonly grantable: readonly Scope[];
}

/** Only what really differs becomes part of the event; where nothing does there is none. An expired token may be given a new expiry. */
export function decideUpdate(command: UpdateToken, state: TokenState, now: Timestamp): Decision<TokenUpdated> {
  if (state.status === 'none') return refused({ code: 'token_not_found' });
  if (state.status === 'revoked') return refused({ code: 'token_revoked' });
  const { scopes, ...others } = command.changes;
  const changes = changedMembers(state, scopes === undefined ? others : { ...others, scopes: sortScopes(scopes) });
  if (Object.keys(changes).length === 0) return decided();
  const refusal = refuseChangedScopes(changes, state, command.grantable) ?? refuseChangedLifetime(changes, state, now);
  return refusal ? refused(refusal) : decided({ type: 'TokenUpdated', changes });
}

function refuseChangedScopes({ scopes }: TokenChanges, token: IssuedToken, grantable: readonly Scope[]): Refusal | undefined {
  if (scopes === undefined) return undefined;
  if (scopes.length === 0) return { code: 'scopes_required' };
  return refuseScopes(missingScopes(token.scopes, scopes), grantable);
}

function refuseChangedLifetime(changes: TokenChanges, token: IssuedToken, now: Timestamp): Refusal | undefined {
  if (changes.expiresAt === undefined && changes.notBefore === undefined) return undefined;
  return refuseLifetime({ ...token, ...changes }, now);
}
