import { describe, expect, it } from '@jest/globals';
import { type Scope, SCOPES } from '@portcullis/scopes';
import fc from 'fast-check';
import { decide, evolve, noToken, type TokenChanges, type TokenCommand, type TokenState, type TokenStateEvent, toTimestamp } from './index.js';
import { disable, enable, issue, revoke, rotate, update } from './spec/commands.spec-kit.js';
import { disabled, enabled, issued, revoked, rotated, updated } from './spec/events.spec-kit.js';

const scopes = fc.subarray(SCOPES.map(({ scope }) => scope));
const times = fc.option(fc.integer({ min: 0, max: 100 }).map(toTimestamp));
const reason = fc.option(fc.string()).map((text) => ({ reason: text }));
const changes: fc.Arbitrary<TokenChanges> = fc.record(
  { name: fc.string(), description: fc.option(fc.string()), metadata: fc.dictionary(fc.string(), fc.string()), scopes, allowedIps: fc.array(fc.ipV4()), notBefore: times, expiresAt: times },
  { requiredKeys: [] },
);
const secretHash = fc.uint8Array({ minLength: 32, maxLength: 32 }).map((bytes) => Buffer.from(bytes).toString('hex'));

const anyEvent: fc.Arbitrary<TokenStateEvent> = fc.oneof(
  fc.record({ name: fc.string(), scopes, expiresAt: times }).map(issued),
  changes.map(updated),
  fc.record({ secretHash, previousValidUntil: times }).map(rotated),
  reason.map(disabled),
  fc.constant(enabled()),
  reason.map(revoked),
);
const anyCommand: fc.Arbitrary<TokenCommand> = fc.oneof(
  fc.record({ name: fc.string(), scopes, grantable: scopes, notBefore: times, expiresAt: times }).map(issue),
  fc.tuple(changes, fc.record({ grantable: scopes })).map(([of, granting]) => update(of, granting)),
  fc.record({ secretHash, gracePeriodSeconds: fc.nat(3_600), grantable: scopes }).map(rotate),
  reason.map(disable),
  fc.constant(enable()),
  reason.map(revoke),
);
const anyHistory = fc.array(anyEvent, { maxLength: 30 });
const anyTime = fc.integer({ min: 0, max: 100 }).map(toTimestamp);

/** A token's life as it is really lived: each command at its time, each decision's events appended. */
function live(commands: readonly (readonly [TokenCommand, string])[]): { readonly state: TokenState; readonly events: readonly TokenStateEvent[] } {
  const events: TokenStateEvent[] = [];
  let state = noToken;
  for (const [command, now] of commands) {
    const decision = decide(command, state, now);
    if (!decision.ok) continue;
    events.push(...decision.events);
    state = decision.events.reduce(evolve, state);
  }
  return { state, events };
}
const anyLife = fc.array(fc.tuple(anyCommand, anyTime), { maxLength: 30 }).map((commands) => live([[issue(), toTimestamp(0)], ...commands]));

describe('any history of events, in any order', () => {
  it('amounts to a state, and leaves the states before it untouched', () => {
    fc.assert(fc.property(anyHistory, (history) => {
      const states = [noToken];
      for (const event of history) states.push(evolve(deepFreeze(states.at(-1) ?? noToken), deepFreeze(event)));
      expect(['none', 'enabled', 'disabled', 'revoked']).toContain(states.at(-1)?.status);
    }));
  });

  it('never leads out of a revocation', () => {
    fc.assert(fc.property(anyHistory, anyHistory, (before, after) => {
      const end = [issued(), ...before, revoked()].reduce(evolve, noToken);
      expect(after.reduce(evolve, end)).toBe(end);
      expect(end.status).toBe('revoked');
    }));
  });

  it('is nothing until a token was issued, and the first issue decides whose it is', () => {
    fc.assert(fc.property(anyHistory, (history) => {
      const state = history.reduce(evolve, noToken);
      expect(state.status === 'none').toBe(!history.some(({ type }) => type === 'TokenIssued'));
      if (state.status !== 'none') expect(state).toMatchObject({ tokenId: issued().tokenId, workspaceId: issued().workspaceId });
    }));
  });

  it('leaves one secret that is current, last in the list, and at most one before it', () => {
    fc.assert(fc.property(anyHistory, (history) => {
      const state = [issued(), ...history].reduce(evolve, noToken);
      const validities = state.status === 'none' ? [] : state.secrets.map(({ validUntil }) => validUntil === null);
      expect([[true], [false, true]]).toContainEqual(validities);
    }));
  });
});

describe('any command, after any history', () => {
  it('is answered by events or by a refusal, and never by an event for a revoked token', () => {
    fc.assert(fc.property(anyCommand, anyHistory, anyTime, (command, history, now) => {
      const state = [issued(), ...history, revoked()].reduce(evolve, noToken);
      const decision = decide(command, state, now);
      expect(decision.ok ? decision.events : []).toEqual([]);
      expect(decision.ok).toBe(command.type === 'RevokeToken');
    }));
  });

  it('leads to events that each change something', () => {
    fc.assert(fc.property(anyCommand, anyHistory, anyTime, (command, history, now) => {
      const state = history.reduce(evolve, noToken);
      const decision = decide(command, state, now);
      const events = decision.ok ? decision.events : [];
      for (const event of events) expect(evolve(state, event)).not.toEqual(state);
      expect(events.length).toBeLessThanOrEqual(1);
    }));
  });

  it('asked twice with the same wish changes nothing the second time, where a wish can be fulfilled', () => {
    const wish = anyCommand.filter(({ type }) => type !== 'IssueToken' && type !== 'RotateToken');
    fc.assert(fc.property(wish, anyHistory, anyTime, (command, history, now) => {
      const first = decide(command, history.reduce(evolve, noToken), now);
      if (!first.ok) return;
      const state = [...history, ...first.events].reduce(evolve, noToken);
      expect(decide(command, state, now)).toEqual({ ok: true, events: [] });
    }));
  });
});

describe('any life of a token', () => {
  it('leaves it with at least one scope, in the catalogue’s order', () => {
    const order = SCOPES.map(({ scope }) => scope);
    fc.assert(fc.property(anyLife, ({ state }) => {
      const ofToken: readonly Scope[] = state.status === 'none' ? [] : state.scopes;
      expect(ofToken.length).toBeGreaterThan(0);
      expect(ofToken).toEqual(order.filter((scope) => ofToken.includes(scope)));
    }));
  });

  it('is the same when it is read back from what was stored', () => {
    fc.assert(fc.property(anyLife, ({ state, events }) => {
      const stored = JSON.parse(JSON.stringify(events)) as TokenStateEvent[];
      expect(stored.reduce(evolve, noToken)).toEqual(JSON.parse(JSON.stringify(state)));
    }));
  });

  it('gives nobody a scope they could not pass on', () => {
    fc.assert(fc.property(fc.array(fc.tuple(anyCommand, anyTime), { maxLength: 20 }), scopes, (commands, grantable) => {
      const within = commands.map(([command, now]) => [{ ...command, grantable }, now] as const);
      const { state } = live(within);
      const ofToken: readonly Scope[] = state.status === 'none' ? [] : state.scopes;
      expect(ofToken.filter((scope) => !grantable.includes(scope))).toEqual([]);
    }));
  });
});

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
