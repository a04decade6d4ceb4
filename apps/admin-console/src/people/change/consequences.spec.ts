import { describe, expect, it } from '@jest/globals';
import type { ApiToken, Scope } from '@portcullis/management-client';
import { bodyOf, grantsOf, roleAndGrantsOf, scopesOf } from '../grants.js';
import { consequencesOf } from './consequences.js';

const scope = (name: Scope['scope'], kind: Scope['class'], oauthGrantable = true): Scope => ({ object: 'scope', scope: name, resource: '', action: '', class: kind, oauthGrantable, bundles: [], grantable: true, title: { en: '', id: '' }, description: { en: '', id: '' } });
const CATALOGUE = [scope('items:read', 'read'), scope('items:create', 'write'), scope('audit:read', 'read', false), scope('api_token:manage', 'special', false)];

const token = (id: string, scopes: ApiToken['scopes'], status: ApiToken['status'] = 'active'): ApiToken => ({
  id, object: 'api_token', name: id, prefix: 'pcl_live_abc', scopes, kind: 'user', environment: 'live', status, allowedIps: [], description: null, metadata: {}, expiresAt: null, notBefore: null, lastUsedAt: null, createdAt: '2026-11-23T00:00:00.000Z', createdByEmail: null, revokedAt: null, version: 1, position: 1,
});

describe('what somebody may grant', () => {
  it('is what the role may, or less', () => {
    expect(scopesOf('owner', CATALOGUE)).toHaveLength(4);
    expect(scopesOf('auditor', CATALOGUE)).toEqual(['items:read', 'audit:read']);
    expect(scopesOf('member', CATALOGUE)).toEqual(['items:read', 'items:create']);
    expect(grantsOf({ role: 'member', only: ['items:read', 'audit:read'] }, CATALOGUE)).toEqual(['items:read']);
  });

  it('is whatever the role may where nothing of it is missing', () => {
    expect(roleAndGrantsOf({ role: 'member', grantableScopes: ['items:read', 'items:create'] }, CATALOGUE)).toEqual({ role: 'member', only: null });
    expect(roleAndGrantsOf({ role: 'member', grantableScopes: ['items:read'] }, CATALOGUE)).toEqual({ role: 'member', only: ['items:read'] });
  });

  it('of an owner is never limited', () => {
    expect(bodyOf({ role: 'owner', only: ['items:read'] })).toEqual({ role: 'owner', grantableScopes: null });
    expect(bodyOf({ role: 'admin', only: ['items:read'] })).toEqual({ role: 'admin', grantableScopes: ['items:read'] });
  });
});

describe('what becomes of the tokens', () => {
  const tokens = [token('tok_both', ['items:read', 'items:create']), token('tok_write', ['items:create']), token('tok_read', ['items:read']), token('tok_off', ['items:read'], 'disabled')];
  const told = (change: Parameters<typeof consequencesOf>[0]) => consequencesOf(change, tokens).map(({ token: { id }, becomes }) => `${id} ${becomes}`);

  it('with less to grant: narrowed, and disabled where nothing is left', () => {
    expect(told({ what: 'role', grants: ['items:read'] })).toEqual(['tok_both narrowed', 'tok_write disabled']);
  });

  it('of a person who is suspended: disabled; let in again: nothing; removed: revoked', () => {
    expect(told({ what: 'suspend' })).toEqual(['tok_both disabled', 'tok_write disabled', 'tok_read disabled']);
    expect(told({ what: 'resume' })).toEqual([]);
    expect(told({ what: 'remove' })).toEqual(['tok_both revoked', 'tok_write revoked', 'tok_read revoked', 'tok_off revoked']);
  });
});
