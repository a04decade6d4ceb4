import { describe, expect, it } from '@jest/globals';
import { evolve, noToken, type TokenChanges } from './index.js';
import { update } from './spec/commands.spec-kit.js';
import { disabled, issued, issuedAndExpired, revoked, updated } from './spec/events.spec-kit.js';
import { given } from './spec/given.spec-kit.js';
import { AN_HOUR_AGO, IN_AN_HOUR, NEXT_WEEK, NOW, TOMORROW } from './spec/times.spec-kit.js';

describe('updating a token', () => {
  it('records what changed and nothing else', () => {
    given(issued({ name: 'Old', description: 'same' }))
      .when(update({ name: 'New', description: 'same', scopes: ['items:read', 'company:read'], metadata: {} }))
      .then(updated({ name: 'New' }));
  });

  it('can change every member that may change', () => {
    const changes: TokenChanges = {
      name: 'New',
      description: 'now said',
      metadata: { team: 'stock' },
      scopes: ['items:read'],
      allowedIps: ['10.0.0.0/8'],
      notBefore: TOMORROW,
      expiresAt: NEXT_WEEK,
    };
    given(issued()).when(update(changes)).then(updated(changes));
    expect([issued(), updated(changes)].reduce(evolve, noToken)).toMatchObject(changes);
  });

  it('can take a description, a list and both times away', () => {
    const before = issued({ description: 'said', allowedIps: ['10.0.0.1'], notBefore: AN_HOUR_AGO, expiresAt: TOMORROW });
    const changes = { description: null, allowedIps: [], notBefore: null, expiresAt: null };
    given(before).when(update(changes)).then(updated(changes));
  });

  it('is nothing when nothing differs', () => {
    given(issued({ metadata: { a: '1', b: '2' } })).when(update({ metadata: { b: '2', a: '1' }, expiresAt: null })).thenNothing();
    given(issued()).when(update({})).thenNothing();
  });

  it('notices metadata of other keys, other values and inherited names', () => {
    const before = issued({ metadata: { a: '1' } });
    given(before).when(update({ metadata: { a: '2' } })).then(updated({ metadata: { a: '2' } }));
    given(before).when(update({ metadata: { toString: '1' } })).then(updated({ metadata: { toString: '1' } }));
  });

  it('adds no scope that whoever updates does not have', () => {
    given(issued({ scopes: ['items:read'] }))
      .when(update({ scopes: ['items:read', 'items:delete', 'company:read'] }, { grantable: ['company:read'] }))
      .thenRefused({ code: 'scopes_not_grantable', scopes: ['items:delete'] });
  });

  it('keeps or narrows scopes without having them', () => {
    given(issued({ scopes: ['items:read', 'items:delete'] }))
      .when(update({ scopes: ['items:delete'] }, { grantable: [] }))
      .then(updated({ scopes: ['items:delete'] }));
  });

  it('cannot take the last scope', () => {
    given(issued()).when(update({ scopes: [] })).thenRefused({ code: 'scopes_required' });
  });

  it('cannot move the expiry into the past, nor the beginning behind it', () => {
    given(issued()).when(update({ expiresAt: NOW })).thenRefused({ code: 'expiry_not_in_future' });
    given(issued({ expiresAt: TOMORROW })).when(update({ notBefore: TOMORROW })).thenRefused({ code: 'not_before_after_expiry' });
    given(issued({ notBefore: TOMORROW })).when(update({ expiresAt: IN_AN_HOUR })).thenRefused({ code: 'not_before_after_expiry' });
  });

  it('may rename an expired token, and may give it a new life', () => {
    given(issuedAndExpired()).when(update({ name: 'New' })).then(updated({ name: 'New' }));
    given(issuedAndExpired()).when(update({ expiresAt: TOMORROW })).then(updated({ expiresAt: TOMORROW }));
    given(issuedAndExpired()).when(update({ notBefore: AN_HOUR_AGO })).thenRefused({ code: 'expiry_not_in_future' });
  });

  it('is possible while disabled, and never once revoked', () => {
    given(issued(), disabled()).when(update({ name: 'New' })).then(updated({ name: 'New' }));
    given(issued(), revoked()).when(update({ name: 'New' })).thenRefused({ code: 'token_revoked' });
  });

  it('changes no member but those seven, whatever the object carries', () => {
    const careless = { name: 'New', status: 'enabled', workspaceId: 'wsp_other', kind: 'workspace' };
    given(issued()).when(update(careless)).then(updated({ name: 'New' }));
  });
});
