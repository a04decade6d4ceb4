import { describe, expect, it } from '@jest/globals';
import { evolve, noToken, type TokenChanges } from './index.js';
import { anAskingToken, update } from './spec/commands.spec-kit.js';
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

  it('gives no later end than the workspace allows; an earlier one than it had, always', () => {
    const latest = { latestExpiry: TOMORROW };
    const [soon, late] = [issued({ expiresAt: IN_AN_HOUR }), issued({ expiresAt: null })];
    given(soon).when({ ...update({ expiresAt: TOMORROW }), ...latest }).then(updated({ expiresAt: TOMORROW }));
    for (const expiresAt of [NEXT_WEEK, null]) given(soon).when({ ...update({ expiresAt }), ...latest }).thenRefused({ code: 'beyond_maximum_lifetime', latest: TOMORROW });
    given(late).when({ ...update({ expiresAt: NEXT_WEEK }), ...latest }).then(updated({ expiresAt: NEXT_WEEK }));
    given(late).when({ ...update({ name: 'New' }), ...latest }).then(updated({ name: 'New' }));
  });

  it('may rename an expired token, and may give it a new life', () => {
    given(issuedAndExpired()).when(update({ name: 'New' })).then(updated({ name: 'New' }));
    given(issuedAndExpired()).when(update({ expiresAt: TOMORROW })).then(updated({ expiresAt: TOMORROW }));
    given(issuedAndExpired()).when(update({ notBefore: AN_HOUR_AGO })).thenRefused({ code: 'token_expired' });
    given(issuedAndExpired()).when(update({ expiresAt: AN_HOUR_AGO, notBefore: AN_HOUR_AGO })).thenRefused({ code: 'expiry_not_in_future' });
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

const fenced = issued({ scopes: ['items:read', 'items:delete'], allowedIps: ['10.0.0.0/8', '192.0.2.1'], notBefore: TOMORROW, expiresAt: NEXT_WEEK });
const later: TokenChanges = { expiresAt: '2027-01-01T00:00:00.000Z' };

describe('whoever opens a token by an update', () => {
  it.each<TokenChanges>([
    later,
    { expiresAt: null },
    { notBefore: IN_AN_HOUR },
    { notBefore: null },
    { allowedIps: [] },
    { allowedIps: ['10.0.0.0/8', '192.0.2.0/31'] },
    { name: 'New', scopes: ['items:delete'], expiresAt: null },
  ])('has to have all its scopes: %j', (changes) => {
    given(fenced).when(update(changes, { grantable: ['items:read'] })).thenRefused({ code: 'scopes_not_grantable', scopes: ['items:delete'] });
    given(fenced).when(update(changes, { grantable: ['items:read', 'items:delete'] })).then(updated(changes));
  });

  it.each<TokenChanges>([
    { expiresAt: '2026-11-29T00:00:00.000Z' },
    { notBefore: '2026-11-28T00:00:00.000Z' },
    { allowedIps: ['10.1.0.0/16'] },
    { name: 'New', description: 'x' },
  ])('does not by narrowing it, which is free: %j', (changes) => {
    given(fenced).when(update(changes, { grantable: [], asking: { ...anAskingToken, expiresAt: TOMORROW } })).then(updated(changes));
  });

  it('has, as a token, to last as long, and to be of use from as far', () => {
    const from = (asking: Partial<typeof anAskingToken>) => ({ grantable: ['items:read', 'items:delete'] as const, asking: { ...anAskingToken, ...asking } });
    given(fenced).when(update({ notBefore: null }, from({ expiresAt: TOMORROW }))).thenRefused({ code: 'beyond_own_lifetime' });
    given(fenced).when(update(later, from({ expiresAt: NEXT_WEEK }))).thenRefused({ code: 'beyond_own_lifetime' });
    given(fenced).when(update({ notBefore: null }, from({ allowedIps: ['10.0.0.0/8'] }))).thenRefused({ code: 'beyond_own_allowlist' });
    given(fenced).when(update({ notBefore: null }, from({ expiresAt: NEXT_WEEK, allowedIps: ['10.0.0.0/8', '192.0.2.0/24'] }))).then(updated({ notBefore: null }));
    given(issued({ scopes: ['items:read'] })).when(update({ scopes: ['items:read', 'items:delete'] }, from({ expiresAt: NEXT_WEEK }))).thenRefused({ code: 'beyond_own_lifetime' });
  });

  it('is not the token itself by a secret that is running out', () => {
    const asking = { ...anAskingToken, tokenId: issued().tokenId, isSecretRetiring: true };
    given(issued({ notBefore: AN_HOUR_AGO })).when(update({ notBefore: null }, { asking })).thenRefused({ code: 'secret_retiring' });
    given(issued()).when(update({ name: 'New', expiresAt: TOMORROW }, { asking })).then(updated({ name: 'New', expiresAt: TOMORROW }));
  });
});
