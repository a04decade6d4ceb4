import { decided, type Decision, refused } from './decision.js';
import type { TokenEnabled } from './events.js';
import type { TokenState } from './state.js';

/** Opens a disabled token again, as far as its times allow. */
export interface EnableToken {
  readonly type: 'EnableToken';
}

export function decideEnable(_command: EnableToken, state: TokenState): Decision<TokenEnabled> {
  switch (state.status) {
    case 'none':
      return refused({ code: 'token_not_found' });
    case 'revoked':
      return refused({ code: 'token_revoked' });
    case 'enabled':
      return decided();
    case 'disabled':
      return decided({ type: 'TokenEnabled' });
  }
}
