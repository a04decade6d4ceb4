import type { TokenIssued, TokenRotated, TokenStateEvent } from './events.js';
import type { EnabledToken, IssuedToken, TokenSecret, TokenState } from './state.js';

/** Before anything happened. */
export const noToken: TokenState = { status: 'none' };

/**
 * The state after one more event. Total: every event is answered in every state. Whatever comes before an issue is
 * without effect, and so is whatever comes after a revocation: no order of events opens a token that was closed for good.
 */
export function evolve(state: TokenState, event: TokenStateEvent): TokenState {
  if (state.status === 'none') return event.type === 'TokenIssued' ? issued(event) : state;
  if (state.status === 'revoked') return state;
  switch (event.type) {
    case 'TokenIssued':
      return state;
    case 'TokenUpdated':
      return { ...state, ...event.changes };
    case 'TokenRotated':
      return { ...state, secrets: rotated(state, event) };
    case 'TokenDisabled':
      return { ...state, status: 'disabled', reason: event.reason };
    case 'TokenEnabled':
      return enabled(state);
    case 'TokenRevoked':
      return { ...state, status: 'revoked', reason: event.reason };
  }
}

function issued(event: TokenIssued): EnabledToken {
  return enabled({ ...event, secrets: [{ prefix: event.prefix, hash: event.secretHash, validUntil: null }] });
}

/** Member by member: an enabled token has no reason, and nothing of an event enters the state unnamed. */
function enabled(token: Omit<EnabledToken, 'status'>): EnabledToken {
  const { tokenId, workspaceId, kind, environment, createdBy, name, description, metadata } = token;
  const { secrets, scopes, allowedIps, notBefore, expiresAt } = token;
  return {
    status: 'enabled',
    tokenId, workspaceId, kind, environment, createdBy, name, description, metadata,
    secrets, scopes, allowedIps, notBefore, expiresAt,
  };
}

/** At most two: the new one and, for its grace period, the one before. A third that was still in its own grace period ends here. */
function rotated(token: IssuedToken, event: TokenRotated): readonly TokenSecret[] {
  const current = { prefix: event.prefix, hash: event.secretHash, validUntil: null };
  const previous = token.secrets.at(-1);
  if (previous === undefined || event.previousValidUntil === null) return [current];
  return [{ ...previous, validUntil: event.previousValidUntil }, current];
}
