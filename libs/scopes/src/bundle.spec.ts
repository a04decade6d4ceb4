import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BUNDLES, expandBundle, type Scope, SCOPES, sortScopes } from './index.js';

const everyScope = SCOPES.map(({ scope }) => scope);
const anyScopes = fc.subarray(everyScope).chain((scopes) => fc.shuffledSubarray(scopes, { minLength: scopes.length }));

describe('a bundle', () => {
  it('restricted opens the company, items, warehouses and item categories for reading', () => {
    expect(expandBundle('restricted', everyScope)).toEqual(['company:read', 'items:read', 'warehouses:read', 'item-categories:read']);
  });

  it('read-only opens everything for reading and nothing else', () => {
    expect(expandBundle('read-only', everyScope)).toEqual(everyScope.filter((scope) => scope.endsWith(':read')));
  });

  it('read-write holds everything but the special scopes', () => {
    const special: readonly Scope[] = ['instance:manage', 'kiosk:scan', 'api_token:manage'];
    expect(expandBundle('read-write', everyScope)).toEqual(everyScope.filter((scope) => !special.includes(scope)));
  });

  it('administrative is all that the grantor has', () => {
    fc.assert(fc.property(anyScopes, (grantor) => {
      expect(expandBundle('administrative', grantor)).toEqual(sortScopes(grantor));
    }));
  });

  it('never gives more than the grantor has', () => {
    fc.assert(fc.property(fc.constantFrom(...BUNDLES), anyScopes, (bundle, grantor) => {
      expect(expandBundle(bundle, grantor).filter((scope) => !grantor.includes(scope))).toEqual([]);
    }));
  });

  it('holds everything that the one below it holds', () => {
    fc.assert(fc.property(anyScopes, (grantor) => {
      const levels = BUNDLES.map((bundle) => expandBundle(bundle, grantor));
      levels.slice(1).forEach((higher, index) => {
        expect(higher).toEqual(expect.arrayContaining([...(levels[index] ?? [])]));
      });
    }));
  });
});
