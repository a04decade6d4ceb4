import { describe, expect, it } from '@jest/globals';
import { evolve, noToken } from './index.js';
import { revoke } from './spec/commands.spec-kit.js';
import { disabled, enabled, issued, issuedAndExpired, revoked, rotated, updated } from './spec/events.spec-kit.js';
import { given } from './spec/given.spec-kit.js';

describe('revoking a token', () => {
  it('is recorded with its reason', () => {
    given(issued({ scopes: ['items:read'] })).when(revoke({ reason: 'leaked' })).then(revoked({ reason: 'leaked' }));
  });

  it('is possible whatever state it is in', () => {
    given(issued(), disabled()).when(revoke()).then(revoked());
    given(issuedAndExpired()).when(revoke()).then(revoked());
    given(issued(), rotated(), updated({ name: 'New' })).when(revoke()).then(revoked());
  });

  it('again is what was wished for already, and the first reason stays', () => {
    given(issued(), revoked({ reason: 'leaked' })).when(revoke({ reason: 'other' })).thenNothing();
  });

  it('is refused for a token that never was', () => {
    given().when(revoke()).thenRefused({ code: 'token_not_found' });
  });

  it('is final: no later event brings the token back', () => {
    const end = [issued(), revoked({ reason: 'leaked' })].reduce(evolve, noToken);
    const later = [issued(), enabled(), rotated(), updated({ name: 'New' }), disabled(), revoked()];
    expect(later.reduce(evolve, end)).toEqual(end);
    expect(end).toMatchObject({ status: 'revoked', reason: 'leaked' });
  });
});
