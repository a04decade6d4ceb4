import { decided, type Decision, refused } from './decision.js';
import type { TokenDisabled } from './events.js';
import type { TokenState } from './state.js';

/** Closes the token until it is enabled again. */
export interface DisableToken {
  readonly type: 'DisableToken';
  readonly reason: string | null;
}

export function decideDisable(command: DisableToken, state: TokenState): Decision<TokenDisabled> {
  switch (state.status) {
    case 'none':
      return refused({ code: 'token_not_found' });
    case 'revoked':
      return refused({ code: 'token_revoked' });
    case 'disabled':
      return decided();
    case 'enabled':
      return decided({ type: 'TokenDisabled', reason: command.reason });
  }
}
