import { describe, expect, it } from '@jest/globals';
import { effectiveStatus, type EffectiveStatus, evolve, noToken, type TokenStateEvent } from './index.js';
import { disabled, enabled, issued, issuedAndExpired, revoked } from './spec/events.spec-kit.js';
import { AN_HOUR_AGO, IN_AN_HOUR, NOW, TOMORROW } from './spec/times.spec-kit.js';

function statusAfter(...history: readonly TokenStateEvent[]): EffectiveStatus | 'none' {
  const state = history.reduce(evolve, noToken);
  return state.status === 'none' ? 'none' : effectiveStatus(state, NOW);
}

describe('the status of a token as it is seen', () => {
  it('is active from its beginning, that instant included, to its expiry, that instant excluded', () => {
    expect(statusAfter(issued())).toBe('active');
    expect(statusAfter(issued({ notBefore: NOW, expiresAt: IN_AN_HOUR }))).toBe('active');
    expect(statusAfter(issued({ notBefore: IN_AN_HOUR, expiresAt: TOMORROW }))).toBe('pending');
    expect(statusAfter(issued({ notBefore: AN_HOUR_AGO, expiresAt: NOW }))).toBe('expired');
  });

  it('is disabled or revoked because somebody said so, whatever the clock says', () => {
    expect(statusAfter(issuedAndExpired(), disabled())).toBe('disabled');
    expect(statusAfter(issued({ notBefore: TOMORROW }), disabled())).toBe('disabled');
    expect(statusAfter(issuedAndExpired(), revoked())).toBe('revoked');
    expect(statusAfter(issuedAndExpired(), disabled(), enabled())).toBe('expired');
  });
});
