import { decided, type Decision, refused } from './decision.js';
import type { TokenEnabled } from './events.js';
import { type Granting, refuseBeyond, refuseScopes } from './granting.js';
import type { DisabledToken, TokenState } from './state.js';

/** Opens a disabled token again, as far as its times allow; who does so grants all that it may do. */
export interface EnableToken extends Granting {
  readonly type: 'EnableToken';
}

export function decideEnable(command: EnableToken, state: TokenState): Decision<TokenEnabled> {
  switch (state.status) {
    case 'none':
      return refused({ code: 'token_not_found' });
    case 'revoked':
      return refused({ code: 'token_revoked' });
    case 'enabled':
      return decided();
    case 'disabled':
      return reopened(command, state);
  }
}

function reopened({ grantable, asking }: EnableToken, token: DisabledToken): Decision<TokenEnabled> {
  const refusal = refuseScopes(token.scopes, grantable) ?? refuseBeyond(token, asking);
  return refusal ? refused(refusal) : decided({ type: 'TokenEnabled' });
}
