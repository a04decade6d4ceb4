import { describe, expect, it } from '@jest/globals';
import { SCOPES } from '@portcullis/scopes';
import { scopesOf } from './role.js';

describe('what a role may do and grant', () => {
  it('is everything for an owner and an admin', () => {
    const everything = SCOPES.map(({ scope }) => scope);
    expect(scopesOf('owner')).toEqual(everything);
    expect(scopesOf('admin')).toEqual(everything);
  });

  it('is to look, for an auditor', () => {
    expect(scopesOf('auditor').every((scope) => scope.endsWith(':read'))).toBe(true);
    expect(scopesOf('auditor')).toContain('audit:read');
  });

  it('is the workspace’s own records for a member, not everybody’s tokens and history', () => {
    expect(scopesOf('member')).toEqual(expect.arrayContaining(['items:read', 'items:delete']));
    for (const scope of ['api_token:manage', 'audit:read', 'instance:read', 'instance:manage', 'kiosk:scan'] as const) {
      expect(scopesOf('member')).not.toContain(scope);
    }
  });
});
