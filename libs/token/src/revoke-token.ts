import { decided, type Decision, refused } from './decision.js';
import type { TokenRevoked } from './events.js';
import type { TokenState } from './state.js';

/** Closes the token for good. */
export interface RevokeToken {
  readonly type: 'RevokeToken';
  readonly reason: string | null;
}

/** Revoking what is already revoked is what was wished for: no event, and the first reason stays. */
export function decideRevoke(command: RevokeToken, state: TokenState): Decision<TokenRevoked> {
  switch (state.status) {
    case 'none':
      return refused({ code: 'token_not_found' });
    case 'revoked':
      return decided();
    case 'enabled':
    case 'disabled':
      return decided({ type: 'TokenRevoked', reason: command.reason });
  }
}
