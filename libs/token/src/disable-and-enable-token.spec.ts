import { describe, expect, it } from '@jest/globals';
import { evolve, noToken } from './index.js';
import { anAskingToken, disable, enable } from './spec/commands.spec-kit.js';
import { disabled, enabled, issued, issuedAndExpired, revoked, rotated } from './spec/events.spec-kit.js';
import { given } from './spec/given.spec-kit.js';
import { TOMORROW } from './spec/times.spec-kit.js';

describe('disabling a token', () => {
  it('closes it, with a reason or without', () => {
    given(issued()).when(disable({ reason: 'laptop lost' })).then(disabled({ reason: 'laptop lost' }));
    given(issued()).when(disable()).then(disabled());
    given(issued(), rotated()).when(disable()).then(disabled());
  });

  it('again is what was wished for already', () => {
    given(issued(), disabled({ reason: 'first' })).when(disable({ reason: 'second' })).thenNothing();
  });

  it('is refused once the token was revoked, or never was', () => {
    given(issued(), revoked()).when(disable()).thenRefused({ code: 'token_revoked' });
    given().when(disable()).thenRefused({ code: 'token_not_found' });
  });
});

describe('enabling a token', () => {
  it('opens a disabled one again', () => {
    given(issued(), disabled()).when(enable()).then(enabled());
    given(issuedAndExpired(), disabled()).when(enable()).then(enabled());
  });

  it('is refused to whoever does not have all its scopes, and to a token that it would outlive', () => {
    given(issued(), disabled()).when(enable({ grantable: ['items:read'] })).thenRefused({ code: 'scopes_not_grantable', scopes: ['company:read'] });
    given(issued(), disabled()).when(enable({ asking: { ...anAskingToken, expiresAt: TOMORROW } })).thenRefused({ code: 'beyond_own_lifetime' });
    given(issued()).when(enable({ grantable: [] })).thenNothing();
  });

  it('that is open already is what was wished for', () => {
    given(issued()).when(enable()).thenNothing();
  });

  it('leaves no trace of the reason for which it was closed', () => {
    expect([issued(), disabled({ reason: 'laptop lost' }), enabled()].reduce(evolve, noToken)).toEqual(evolve(noToken, issued()));
  });

  it('is refused once the token was revoked, or never was', () => {
    given(issued(), disabled(), revoked()).when(enable()).thenRefused({ code: 'token_revoked' });
    given().when(enable()).thenRefused({ code: 'token_not_found' });
  });
});
