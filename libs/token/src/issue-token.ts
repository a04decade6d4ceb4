import { sortScopes } from '@portcullis/scopes';
import { decided, type Decision, refused } from './decision.js';
import type { TokenIssued } from './events.js';
import { type Granting, type LatestExpiry, refuseBeyond, refuseBeyondMaximum, refuseLifetime, refuseScopes } from './granting.js';
import type { TokenState } from './state.js';
import type { Timestamp } from './timestamp.js';

/** Everything that the event will hold (bundles expanded, allowlist in its normal form), and who grants it. */
export interface IssueToken extends Omit<TokenIssued, 'type'>, Granting, LatestExpiry {
  readonly type: 'IssueToken';
}

export function decideIssue(command: IssueToken, state: TokenState, now: Timestamp): Decision<TokenIssued> {
  if (state.status !== 'none') return refused({ code: 'token_exists' });
  if (command.scopes.length === 0) return refused({ code: 'scopes_required' });
  const refusal =
    refuseScopes(command.scopes, command.grantable) ??
    refuseLifetime(command, now) ??
    refuseBeyondMaximum(command.expiresAt, command) ??
    refuseBeyond(command, command.asking);
  return refusal ? refused(refusal) : decided(issued(command));
}

/** Member by member: whatever the object at hand carries besides, the secret above all, never enters the event. */
function issued(command: IssueToken): TokenIssued {
  const { tokenId, workspaceId, kind, environment, createdBy, name, description, metadata } = command;
  const { prefix, secretHash, scopes, allowedIps, notBefore, expiresAt } = command;
  return {
    type: 'TokenIssued',
    tokenId, workspaceId, kind, environment, createdBy, name, description, metadata,
    prefix, secretHash, scopes: sortScopes(scopes), allowedIps, notBefore, expiresAt,
  };
}
