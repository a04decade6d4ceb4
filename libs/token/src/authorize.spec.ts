import { describe, expect, it } from '@jest/globals';
import { compileAllowlist } from '@portcullis/ip-allowlist';
import fc from 'fast-check';
import { type AccessRequest, authorize, type TokenFacts, toScopeBits } from './index.js';

const facts: TokenFacts = {
  environment: 'live',
  status: 'enabled',
  notBeforeMs: -Infinity,
  expiresAtMs: Infinity,
  secretValidUntilMs: Infinity,
  scopeBits: toScopeBits(['items:read', 'company:read']),
  allowlist: null,
};
const request: AccessRequest = { nowMs: 1_000, environment: 'live', address: '10.0.0.1', requiredScopeBits: toScopeBits(['items:read']) };
const elsewhere = compileAllowlist(['192.0.2.0/24']);

describe('authorizing a request', () => {
  it('allows what the token is for', () => {
    expect(authorize(facts, request)).toBe('allowed');
  });

  it('allows any live token where no scope is required', () => {
    expect(authorize({ ...facts, scopeBits: 0 }, { ...request, requiredScopeBits: 0 })).toBe('allowed');
  });

  it('keeps the environments apart', () => {
    expect(authorize({ ...facts, environment: 'test' }, request)).toBe('wrong_environment');
    expect(authorize(facts, { ...request, environment: 'test' })).toBe('wrong_environment');
  });

  it('refuses what was revoked or disabled', () => {
    expect(authorize({ ...facts, status: 'revoked' }, request)).toBe('revoked');
    expect(authorize({ ...facts, status: 'disabled' }, request)).toBe('disabled');
  });

  it.each([
    [{ expiresAtMs: 1_001 }, 'allowed'],
    [{ expiresAtMs: 1_000 }, 'expired'],
    [{ notBeforeMs: 1_000 }, 'allowed'],
    [{ notBeforeMs: 1_001 }, 'pending'],
    [{ secretValidUntilMs: 1_001 }, 'allowed'],
    [{ secretValidUntilMs: 1_000 }, 'secret_expired'],
  ])('has exact ends: %j at 1000 is %s', (times, outcome) => {
    expect(authorize({ ...facts, ...times }, request)).toBe(outcome);
  });

  it('refuses rather than allows on a time that is no number', () => {
    expect(authorize(facts, { ...request, nowMs: Number.NaN })).toBe('secret_expired');
    expect(authorize({ ...facts, secretValidUntilMs: Number.NaN }, request)).toBe('secret_expired');
    expect(authorize({ ...facts, expiresAtMs: Number.NaN }, request)).toBe('expired');
    expect(authorize({ ...facts, notBeforeMs: Number.NaN }, request)).toBe('pending');
  });

  it('lets only the listed addresses in', () => {
    expect(authorize({ ...facts, allowlist: elsewhere }, request)).toBe('address_not_allowed');
    expect(authorize({ ...facts, allowlist: elsewhere }, { ...request, address: '::ffff:192.0.2.1' })).toBe('allowed');
    expect(authorize({ ...facts, allowlist: elsewhere }, { ...request, address: '' })).toBe('address_not_allowed');
  });

  it('wants every required scope', () => {
    const requiredScopeBits = toScopeBits(['items:read', 'items:update']);
    expect(authorize(facts, { ...request, requiredScopeBits })).toBe('insufficient_scope');
    expect(authorize({ ...facts, scopeBits: requiredScopeBits }, { ...request, requiredScopeBits })).toBe('allowed');
  });

  it('allows exactly when no required bit is missing, all 32 of them, signed or not', () => {
    const bits = fc.integer({ min: 0, max: 0xffffffff });
    fc.assert(fc.property(bits, bits, fc.boolean(), (scopeBits, requiredScopeBits, signed) => {
      const every = [...Array(32).keys()].every((bit) => (requiredScopeBits >>> bit) % 2 === 0 || (scopeBits >>> bit) % 2 === 1);
      const outcome = authorize({ ...facts, scopeBits: signed ? scopeBits | 0 : scopeBits }, { ...request, requiredScopeBits });
      expect(outcome).toBe(every ? 'allowed' : 'insufficient_scope');
    }));
  });

  it('tells the first thing that is wrong: environment, status, secret, times, then the address, then the scope', () => {
    const wrongs = [
      [{ environment: 'test' }, 'wrong_environment'],
      [{ status: 'revoked' }, 'revoked'],
      [{ secretValidUntilMs: 0 }, 'secret_expired'],
      [{ expiresAtMs: 0 }, 'expired'],
      [{ notBeforeMs: 2_000 }, 'pending'],
      [{ allowlist: elsewhere }, 'address_not_allowed'],
      [{ scopeBits: 0 }, 'insufficient_scope'],
    ] as const;
    const indices = fc.subarray([...wrongs.keys()], { minLength: 1 });
    fc.assert(fc.property(indices, (chosen) => {
      const broken = chosen.reduce<TokenFacts>((sofar, index) => ({ ...sofar, ...wrongs[index]?.[0] }), facts);
      expect(authorize(broken, request)).toBe(wrongs[chosen[0] ?? -1]?.[1]);
    }));
  });
});
