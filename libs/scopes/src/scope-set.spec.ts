import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { missingScopes, type Scope, scopeBit, SCOPES, sortScopes } from './index.js';

const anyScopes = fc.array(fc.constantFrom(...SCOPES.map(({ scope }) => scope)), { maxLength: 40 });

describe('missing scopes', () => {
  it('are none when every required scope was granted', () => {
    expect(missingScopes(['items:read', 'company:read'], ['company:read', 'items:read'])).toEqual([]);
    expect(missingScopes([], [])).toEqual([]);
  });

  it('are named in the order in which they were required, each once', () => {
    const required: readonly Scope[] = ['rents:read', 'items:read', 'company:read', 'rents:read'];
    expect(missingScopes(['items:read'], required)).toEqual(['rents:read', 'company:read']);
  });

  it('are not made up for by any other scope: none implies another', () => {
    for (const { scope } of SCOPES) {
      const allOthers = SCOPES.map((other) => other.scope).filter((other) => other !== scope);
      expect(missingScopes(allOthers, [scope])).toEqual([scope]);
    }
  });

  it('are exactly the required ones that were not granted', () => {
    fc.assert(fc.property(anyScopes, anyScopes, (granted, required) => {
      expect(sortScopes(missingScopes(granted, required))).toEqual(sortScopes(required).filter((scope) => !granted.includes(scope)));
    }));
  });
});

describe('sorted scopes', () => {
  it('are distinct and in the catalogue’s order, whatever order they came in', () => {
    fc.assert(fc.property(anyScopes, (scopes) => {
      const bits = sortScopes(scopes).map(scopeBit);
      expect(bits).toEqual([...new Set(scopes.map(scopeBit))].sort((one, other) => one - other));
    }));
  });
});

describe('a scope’s bit', () => {
  it('is refused for a text that is no scope, loudly', () => {
    expect(() => scopeBit('items:fly' as Scope)).toThrow(RangeError);
  });
});
