import type { IssuedToken } from './state.js';
import type { Timestamp } from './timestamp.js';

/** What a token is to whoever looks at it now; only an `active` one opens anything. */
export type EffectiveStatus = 'pending' | 'active' | 'disabled' | 'expired' | 'revoked';

/** The state and the clock together, in the order in which authorize asks: what a person did outranks what the clock did. */
export function effectiveStatus(token: Pick<IssuedToken, 'status' | 'notBefore' | 'expiresAt'>, now: Timestamp): EffectiveStatus {
  if (token.status !== 'enabled') return token.status;
  if (token.expiresAt !== null && token.expiresAt <= now) return 'expired';
  return token.notBefore !== null && now < token.notBefore ? 'pending' : 'active';
}
