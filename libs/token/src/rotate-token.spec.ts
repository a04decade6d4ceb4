import { describe, expect, it } from '@jest/globals';
import { evolve, type IssuedToken, noToken, type TokenStateEvent } from './index.js';
import { anAskingToken, rotate } from './spec/commands.spec-kit.js';
import { disabled, issued, issuedAndExpired, revoked, rotated } from './spec/events.spec-kit.js';
import { given } from './spec/given.spec-kit.js';
import { IN_AN_HOUR, TOMORROW } from './spec/times.spec-kit.js';

function secretsAfter(...history: readonly TokenStateEvent[]): IssuedToken['secrets'] {
  const state = history.reduce(evolve, noToken);
  return state.status === 'none' ? [] : state.secrets;
}

const first = { prefix: 'pcl_live_AAA', hash: 'a'.repeat(64) };
const second = { prefix: 'pcl_live_BBB', hash: 'b'.repeat(64) };
const third = { prefix: 'pcl_live_CCC', hash: 'c'.repeat(64) };

describe('rotating a token', () => {
  it('ends the old secret at once when no grace period is given', () => {
    given(issued()).when(rotate()).then(rotated({ previousValidUntil: null }));
    expect(secretsAfter(issued(), rotated())).toEqual([{ ...second, validUntil: null }]);
  });

  it('lets the old secret work until the grace period is over', () => {
    given(issued()).when(rotate({ gracePeriodSeconds: 3_600 })).then(rotated({ previousValidUntil: IN_AN_HOUR }));
    expect(secretsAfter(issued(), rotated({ previousValidUntil: IN_AN_HOUR }))).toEqual([
      { ...first, validUntil: IN_AN_HOUR },
      { ...second, validUntil: null },
    ]);
  });

  it('again ends the oldest secret, also inside its grace period', () => {
    const again = rotated({ prefix: third.prefix, secretHash: third.hash, previousValidUntil: IN_AN_HOUR });
    expect(secretsAfter(issued(), rotated({ previousValidUntil: TOMORROW }), again)).toEqual([
      { ...second, validUntil: IN_AN_HOUR },
      { ...third, validUntil: null },
    ]);
  });

  it('keeps the token the same in everything but its secret', () => {
    const before = evolve(noToken, issued());
    const after = evolve(before, rotated());
    expect(after).toEqual({ ...before, secrets: secretsAfter(issued(), rotated()) });
  });

  it('is refused to whoever would get a secret for more than they may do themselves', () => {
    given(issued({ scopes: ['items:read', 'items:delete'] }))
      .when(rotate({ grantable: ['items:read', 'api_token:manage'] }))
      .thenRefused({ code: 'scopes_not_grantable', scopes: ['items:delete'] });
  });

  it('is refused to a token that would outlive itself by it, or leave its allowlist', () => {
    given(issued({ expiresAt: TOMORROW })).when(rotate({ asking: { ...anAskingToken, expiresAt: IN_AN_HOUR } })).thenRefused({ code: 'beyond_own_lifetime' });
    given(issued()).when(rotate({ asking: { ...anAskingToken, allowedIps: ['10.0.0.1'] } })).thenRefused({ code: 'beyond_own_allowlist' });
    given(issued({ expiresAt: TOMORROW, allowedIps: ['10.0.0.1'] })).when(rotate({ asking: { ...anAskingToken, expiresAt: TOMORROW, allowedIps: ['10.0.0.1'] } })).then(rotated());
  });

  it('is not the token’s own by a secret that is running out, but may be another’s', () => {
    given(issued()).when(rotate({ asking: { ...anAskingToken, tokenId: issued().tokenId, isSecretRetiring: true } })).thenRefused({ code: 'secret_retiring' });
    given(issued()).when(rotate({ asking: { ...anAskingToken, isSecretRetiring: true } })).then(rotated());
  });

  it('is possible while disabled, so that a leaked token can be made good before it is opened again', () => {
    given(issued(), disabled()).when(rotate()).then(rotated());
  });

  it('is refused once the token expired, was revoked, or never was', () => {
    given(issuedAndExpired()).when(rotate()).thenRefused({ code: 'token_expired' });
    given(issued(), revoked()).when(rotate()).thenRefused({ code: 'token_revoked' });
    given().when(rotate()).thenRefused({ code: 'token_not_found' });
  });
});
