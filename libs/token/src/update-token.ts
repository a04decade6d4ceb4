import { isAllowlistWithin } from '@portcullis/ip-allowlist';
import { missingScopes, sortScopes } from '@portcullis/scopes';
import { changedMembers, type WishedChanges } from './changed-members.js';
import { decided, type Decision, type Refusal, refused } from './decision.js';
import type { TokenChanges, TokenUpdated } from './events.js';
import { endsLater, type Granting, type LatestExpiry, refuseBeyond, refuseBeyondMaximum, refuseLifetime, refuseScopes } from './granting.js';
import type { IssuedToken, TokenState } from './state.js';
import type { Timestamp } from './timestamp.js';

/** Changes a token in place. Narrowing is free; whoever opens something grants it. */
export interface UpdateToken extends Granting, LatestExpiry {
  readonly type: 'UpdateToken';
  readonly changes: WishedChanges;
}

/** Only what really differs becomes part of the event; where nothing does there is none. An expired token may be given a new expiry. */
export function decideUpdate(command: UpdateToken, state: TokenState, now: Timestamp): Decision<TokenUpdated> {
  if (state.status === 'none') return refused({ code: 'token_not_found' });
  if (state.status === 'revoked') return refused({ code: 'token_revoked' });
  const { scopes, ...others } = command.changes;
  const changes = changedMembers(state, scopes === undefined ? others : { ...others, scopes: sortScopes(scopes) });
  if (Object.keys(changes).length === 0) return decided();
  const refusal =
    refuseChangedScopes(changes, state, command) ??
    refuseChangedLifetime(changes, state, now) ??
    refuseLongerLife(changes, state, command) ??
    refuseOpening(changes, state, command);
  return refusal ? refused(refusal) : decided({ type: 'TokenUpdated', changes });
}

/** Scopes that the token already has are not passed on anew. */
function refuseChangedScopes({ scopes }: TokenChanges, token: IssuedToken, { grantable }: Granting): Refusal | undefined {
  if (scopes === undefined) return undefined;
  if (scopes.length === 0) return { code: 'scopes_required' };
  return refuseScopes(missingScopes(token.scopes, scopes), grantable);
}

function refuseChangedLifetime(changes: TokenChanges, token: IssuedToken, now: Timestamp): Refusal | undefined {
  if (changes.expiresAt === undefined && changes.notBefore === undefined) return undefined;
  // Its end is what is wrong, and nothing was said about that.
  if (changes.expiresAt === undefined && token.expiresAt !== null && token.expiresAt <= now) return { code: 'token_expired' };
  return refuseLifetime({ ...token, ...changes }, now);
}

/** Of a token that lives longer than the workspace allows, as it was issued before that: it may be given an earlier end. */
function refuseLongerLife({ expiresAt }: TokenChanges, token: IssuedToken, command: UpdateToken): Refusal | undefined {
  return expiresAt !== undefined && endsLater(expiresAt, token.expiresAt) ? refuseBeyondMaximum(expiresAt, command) : undefined;
}

/** Who lets a token live longer, begin sooner or be used from elsewhere opens all that it may do, and so has to have it. */
function refuseOpening(changes: TokenChanges, token: IssuedToken, { grantable, asking }: Granting): Refusal | undefined {
  const after = { ...token, ...changes };
  const isWidened = endsLater(after.expiresAt, token.expiresAt) || beginsSooner(after, token) || !isAllowlistWithin(after.allowedIps, token.allowedIps);
  if (isWidened) return refuseScopes(after.scopes, grantable) ?? refuseBeyond(after, asking);
  return missingScopes(token.scopes, after.scopes).length > 0 ? refuseBeyond(after, asking) : undefined;
}

function beginsSooner({ notBefore }: Pick<IssuedToken, 'notBefore'>, before: IssuedToken): boolean {
  return before.notBefore !== null && (notBefore === null || notBefore < before.notBefore);
}
