import { describe, expect, it } from '@jest/globals';
import { scopeBit, SCOPES } from '@portcullis/scopes';
import fc from 'fast-check';
import { authorize, effectiveStatus, type EnabledToken, evolve, type IssuedToken, noToken, toScopeBits, toTimestamp, toTokenFacts } from './index.js';
import { issued } from './spec/events.spec-kit.js';
import { IN_AN_HOUR, NOW } from './spec/times.spec-kit.js';

const token: IssuedToken = { ...(evolve(noToken, issued()) as EnabledToken) };
const current = { validUntil: null };
const anyRequest = { nowMs: Date.parse(NOW), environment: 'live', address: '10.0.0.1', requiredScopeBits: 0 } as const;

describe('what a check knows of a token', () => {
  it('has open ends where the token has none', () => {
    expect(toTokenFacts(token, current)).toEqual({
      environment: 'live',
      status: 'enabled',
      notBeforeMs: -Infinity,
      expiresAtMs: Infinity,
      secretValidUntilMs: Infinity,
      scopeBits: toScopeBits(['company:read', 'items:read']),
      allowlist: null,
    });
  });

  it('has the token’s times, the secret’s own and the list where there are any', () => {
    const facts = toTokenFacts({ ...token, notBefore: NOW, expiresAt: IN_AN_HOUR, allowedIps: ['192.0.2.1'] }, { validUntil: IN_AN_HOUR });
    const hourMs = Date.parse(IN_AN_HOUR);
    expect(facts).toMatchObject({ notBeforeMs: Date.parse(NOW), expiresAtMs: hourMs, secretValidUntilMs: hourMs });
    expect(authorize(facts, anyRequest)).toBe('address_not_allowed');
    expect(authorize(facts, { ...anyRequest, address: '192.0.2.1' })).toBe('allowed');
  });

  it('leads to the same answer as the status that people see, at any time', () => {
    const timeMs = fc.integer({ min: 0, max: 20 });
    const end = fc.option(timeMs.map(toTimestamp));
    const status = fc.constantFrom('enabled' as const, 'disabled' as const, 'revoked' as const);
    fc.assert(fc.property(end, end, status, timeMs, (notBefore, expiresAt, ofStatus, nowMs) => {
      const seen: IssuedToken = { ...token, notBefore, expiresAt, status: ofStatus, reason: null };
      const outcome = authorize(toTokenFacts(seen, current), { ...anyRequest, nowMs });
      expect(outcome === 'allowed' ? 'active' : outcome).toBe(effectiveStatus(seen, toTimestamp(nowMs)));
    }));
  });
});

describe('scopes as bits', () => {
  it('have one bit each, that of the catalogue, as an unsigned number', () => {
    for (const { scope } of SCOPES) expect(toScopeBits([scope, scope])).toBe(2 ** scopeBit(scope));
    expect(toScopeBits([])).toBe(0);
    expect(toScopeBits(SCOPES.map(({ scope }) => scope))).toBe(2 ** SCOPES.length - 1);
  });
});
