import type { Effect, Rotation, SecretEnd, TokenChange } from './token-change.js';
import type { TokenLife, Wish } from './token-life.js';

/** A secret that still opens the token, by its number; undefined: one that no client holds. */
interface LiveSecret {
  readonly secret: number | undefined;
  readonly ends: SecretEnd | undefined;
}

/** What a token is between two changes. */
export interface TokenState {
  readonly status: 'unknown' | 'enabled' | 'disabled' | 'revoked';
  readonly scopes: Wish['scopes'];
  readonly secrets: readonly LiveSecret[];
}

/**
 * The states in one of which a fresh replica is that is asked between two moments: that after the last change confirmed by
 * the first of them, and every later one that was begun before the second. Changes of a token come one after the other, so a
 * replica knows them in this order.
 */
export function possibleStates({ wish, changes }: TokenLife, fromMs: number, toMs: number): readonly TokenState[] {
  const known = changes.findLastIndex(({ confirmedMs = Infinity }) => confirmedMs <= fromMs);
  const begun = changes.findLastIndex(({ begunMs }) => begunMs < toMs);
  return statesAfterEach(wish, changes.slice(0, Math.max(known, begun) + 1)).slice(known + 1);
}

/** The state before all changes, and that after each. */
function statesAfterEach({ scopes }: Wish, changes: readonly TokenChange[]): readonly TokenState[] {
  let state: TokenState = { status: 'unknown', scopes, secrets: [{ secret: 0, ends: undefined }] };
  return [state, ...changes.map(({ effect }) => (state = after(state, effect)))];
}

function after(state: TokenState, effect: Effect): TokenState {
  switch (effect.kind) {
    case 'issue':
    case 'enable':
      return { ...state, status: 'enabled' };
    case 'disable':
      return { ...state, status: 'disabled' };
    case 'revoke':
      return { ...state, status: 'revoked' };
    case 'scopes':
      return { ...state, scopes: effect.scopes };
    case 'rotate':
      return { ...state, secrets: rotated(state.secrets, effect) };
  }
}

/** Of those before it only the current one is kept, and only with a grace period. */
function rotated(secrets: readonly LiveSecret[], { secret, oldEnds }: Rotation): readonly LiveSecret[] {
  const current = secrets.filter(({ ends }) => ends === undefined);
  const kept = oldEnds === undefined ? [] : current.map((one) => ({ ...one, ends: oldEnds }));
  return [...kept, { secret, ends: undefined }];
}
