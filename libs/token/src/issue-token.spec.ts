import { describe, expect, it } from '@jest/globals';
import { decide, noToken } from './index.js';
import { anAskingToken, issue, update } from './spec/commands.spec-kit.js';
import { issued, revoked } from './spec/events.spec-kit.js';
import { given } from './spec/given.spec-kit.js';
import { AN_HOUR_AGO, IN_AN_HOUR, NEXT_WEEK, NOW, TOMORROW } from './spec/times.spec-kit.js';

describe('issuing a token', () => {
  it('is recorded with everything that was asked for', () => {
    const token = {
      kind: 'workspace',
      environment: 'test',
      description: 'for the warehouse',
      metadata: { team: 'stock' },
      allowedIps: ['10.0.0.0/8'],
      notBefore: IN_AN_HOUR,
      expiresAt: TOMORROW,
    } as const;
    given().when(issue(token)).then(issued(token));
  });

  it('stores its scopes once each, in the catalogue’s order', () => {
    given().when(issue({ scopes: ['items:read', 'company:read', 'items:read'] })).then(issued({ scopes: ['company:read', 'items:read'] }));
  });

  it('is refused in a stream that has its token, also when that is revoked', () => {
    given(issued()).when(issue()).thenRefused({ code: 'token_exists' });
    given(issued(), revoked()).when(issue()).thenRefused({ code: 'token_exists' });
  });

  it('is refused without a scope', () => {
    given().when(issue({ scopes: [] })).thenRefused({ code: 'scopes_required' });
  });

  it('passes on no scope that whoever issues does not have, and names those', () => {
    given()
      .when(issue({ scopes: ['items:delete', 'items:read', 'audit:read'], grantable: ['items:read'] }))
      .thenRefused({ code: 'scopes_not_grantable', scopes: ['items:delete', 'audit:read'] });
  });

  it('is refused with an expiry that has come', () => {
    given().when(issue({ expiresAt: NOW })).thenRefused({ code: 'expiry_not_in_future' });
    given().when(issue({ expiresAt: AN_HOUR_AGO })).thenRefused({ code: 'expiry_not_in_future' });
  });

  it('is refused when it would begin only after it has ended', () => {
    given().when(issue({ notBefore: TOMORROW, expiresAt: TOMORROW })).thenRefused({ code: 'not_before_after_expiry' });
  });

  it('ends no later than the workspace allows, and does end', () => {
    given().when(issue({ expiresAt: TOMORROW, latestExpiry: TOMORROW })).then(issued({ expiresAt: TOMORROW }));
    given().when(issue({ expiresAt: NEXT_WEEK, latestExpiry: TOMORROW })).thenRefused({ code: 'beyond_maximum_lifetime', latest: TOMORROW });
    given().when(issue({ latestExpiry: TOMORROW })).thenRefused({ code: 'beyond_maximum_lifetime', latest: TOMORROW });
    given().when(issue({ latestExpiry: null })).then(issued());
  });

  it('may begin in the past', () => {
    given().when(issue({ notBefore: AN_HOUR_AGO })).then(issued({ notBefore: AN_HOUR_AGO }));
  });

  it('lets nothing into the event that has no place there, a secret above all', () => {
    const careless = { ...issue(), token: 'the secret itself' };
    expect(JSON.stringify(decide(careless, noToken, NOW))).not.toContain('the secret itself');
  });

  it('by a token ends no later than that one, and is of use from nowhere else', () => {
    const asking = { ...anAskingToken, expiresAt: TOMORROW, allowedIps: ['10.0.0.0/8'] };
    given().when(issue({ asking })).thenRefused({ code: 'beyond_own_lifetime' });
    given().when(issue({ asking, expiresAt: NEXT_WEEK })).thenRefused({ code: 'beyond_own_lifetime' });
    given().when(issue({ asking, expiresAt: TOMORROW })).thenRefused({ code: 'beyond_own_allowlist' });
    given().when(issue({ asking, expiresAt: TOMORROW, allowedIps: ['10.9.9.9'] })).then(issued({ expiresAt: TOMORROW, allowedIps: ['10.9.9.9'] }));
  });
});

describe('a token that was never issued', () => {
  it('cannot be changed', () => {
    given().when(update({ name: 'Other' })).thenRefused({ code: 'token_not_found' });
  });
});
