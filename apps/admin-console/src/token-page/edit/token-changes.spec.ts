import { describe, expect, it } from '@jest/globals';
import type { ApiToken } from '@portcullis/management-client';
import { changesOf, editedFrom, uponNewest } from './token-changes.js';

const now = new Date('2027-01-01T00:00:00.000Z');
const token: ApiToken = {
  id: 'tok_1', object: 'api_token', name: 'Till', prefix: 'pcl_live_abc', scopes: ['items:read', 'company:read'], kind: 'user', environment: 'live', status: 'active',
  allowedIps: ['203.0.113.7'], description: null, metadata: {}, expiresAt: '2027-02-01T00:00:00.000Z', notBefore: null, lastUsedAt: null,
  createdAt: '2026-12-01T00:00:00.000Z', createdByEmail: null, revokedAt: null, version: 1, position: 1,
};

describe('what was changed in the form', () => {
  it('is nothing where nothing was', () => {
    expect(changesOf(token, editedFrom(token), now)).toEqual({});
  });

  it('is nothing where scopes and addresses only stand in another order or form', () => {
    expect(changesOf(token, { ...editedFrom(token), scopes: ['company:read', 'items:read'], addresses: ' 203.0.113.7 ,\n' }, now)).toEqual({});
  });

  it('is exactly what differs', () => {
    expect(changesOf(token, { ...editedFrom(token), name: 'Till 2', scopes: ['items:read'] }, now)).toEqual({ name: 'Till 2', scopes: ['items:read'] });
  });

  it('takes an end away only where that was said', () => {
    expect(changesOf(token, { ...editedFrom(token), expiry: { kind: 'never' } }, now)).toEqual({ expiresAt: null });
  });
});

describe('what was entered while somebody else changed the token', () => {
  const newest: ApiToken = { ...token, name: 'Till, main', description: 'By the door', scopes: ['items:read'], version: 2, position: 2 };

  it('stays, and takes nothing back of what they changed', () => {
    const edited = { ...editedFrom(token), name: 'Till 2' };
    expect(changesOf(newest, uponNewest(newest, token, edited, now), now)).toEqual({ name: 'Till 2' });
  });

  it('is nothing where the person had changed nothing', () => {
    expect(changesOf(newest, uponNewest(newest, token, editedFrom(token), now), now)).toEqual({});
  });
});
