import type { TokenCommand } from './commands.js';
import type { Decision } from './decision.js';
import { decideDisable } from './disable-token.js';
import { decideEnable } from './enable-token.js';
import type { TokenStateEvent } from './events.js';
import { decideIssue } from './issue-token.js';
import { decideRevoke } from './revoke-token.js';
import { decideRotate } from './rotate-token.js';
import type { TokenState } from './state.js';
import type { Timestamp } from './timestamp.js';
import { decideUpdate } from './update-token.js';

/** What a command leads to, given all that happened to the token before and the time it is. Pure. */
export function decide(command: TokenCommand, state: TokenState, now: Timestamp): Decision<TokenStateEvent> {
  switch (command.type) {
    case 'IssueToken':
      return decideIssue(command, state, now);
    case 'UpdateToken':
      return decideUpdate(command, state, now);
    case 'RotateToken':
      return decideRotate(command, state, now);
    case 'DisableToken':
      return decideDisable(command, state);
    case 'EnableToken':
      return decideEnable(command, state);
    case 'RevokeToken':
      return decideRevoke(command, state);
  }
}
