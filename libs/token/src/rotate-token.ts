import { decided, type Decision, refused } from './decision.js';
import type { TokenRotated } from './events.js';
import { type Granting, refuseBeyond, refuseScopes } from './granting.js';
import type { TokenState } from './state.js';
import { type Timestamp, toEpochMs, toTimestamp } from './timestamp.js';

/** Gives the token a new secret, and the one before it a time to end. The new one is shown to whoever rotates, so they must hold all that it opens. */
export interface RotateToken extends Granting {
  readonly type: 'RotateToken';
  readonly prefix: string;
  /** SHA-256 of the new token text, 64 lower-case hex digits. */
  readonly secretHash: string;
  /** How long the secret before this one still works; 0: it ends with this change. */
  readonly gracePeriodSeconds: number;
}

/** A disabled token may be rotated (disable, rotate, enable is the answer to a leak); an expired one not before its expiry is moved. */
export function decideRotate(command: RotateToken, state: TokenState, now: Timestamp): Decision<TokenRotated> {
  if (state.status === 'none') return refused({ code: 'token_not_found' });
  if (state.status === 'revoked') return refused({ code: 'token_revoked' });
  if (state.expiresAt !== null && state.expiresAt <= now) return refused({ code: 'token_expired' });
  const refusal = refuseScopes(state.scopes, command.grantable) ?? refuseBeyond(state, command.asking);
  if (refusal) return refused(refusal);
  const { prefix, secretHash, gracePeriodSeconds } = command;
  const previousValidUntil = gracePeriodSeconds > 0 ? toTimestamp(toEpochMs(now) + gracePeriodSeconds * 1_000) : null;
  return decided({ type: 'TokenRotated', prefix, secretHash, previousValidUntil });
}
