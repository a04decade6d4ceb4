import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { parseByRules, parseTokenState } from './token-state.js';
import { readWrittenTokenState } from './written-token-state.js';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const time = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
const timeOrNull = fc.option(time);
const id = fc.oneof(fc.stringMatching(/^[\w.-]{1,30}$/), fc.string({ unit: 'binary', maxLength: 8 }), fc.constantFrom('', 'a"b', 'ü'));
const scope = fc.constantFrom('items:read', 'company:read', 'warehouses:read', 'items:fly', 'x', '', 'a"b', 'a,b', 'é');
const address = fc.constantFrom('192.0.2.1', '192.0.2.0/24', '2001:db8::/32', '192.0.2.1-192.0.2.9', '192.0.2.*', ' 1', '');
const number = fc.oneof(fc.nat(), fc.maxSafeNat(), fc.constantFrom(-1, 0, 1.5, 1e15, 1e16, 2 ** 53));

/** Good messages as token-service writes them, and ones that are not quite. */
const message = fc.record({
  position: number,
  time: fc.oneof({ weight: 9, arbitrary: time }, { weight: 1, arbitrary: fc.constant('2026-11-23T05:00:00Z') }),
  schema: fc.constantFrom(1, 1, 1, 1, 2, 0),
  tokenId: id,
  version: number,
  type: fc.constantFrom('TokenIssued', 'TokenRotated', 'TokenRevoked', 'TokenTransferred', 'TokenUsed'),
  state: fc.record({
    workspaceId: id,
    kind: fc.constantFrom('user', 'workspace', 'robot'),
    environment: fc.constantFrom('live', 'test', 'dev'),
    status: fc.constantFrom('enabled', 'disabled', 'revoked', 'ended'),
    secrets: fc.array(fc.record({ hash: fc.oneof({ weight: 9, arbitrary: hash }, { weight: 1, arbitrary: fc.constant('abc') }), validUntil: timeOrNull }, { noNullPrototype: true }), { maxLength: 17 }),
    scopes: fc.array(scope, { maxLength: 4 }),
    allowedIps: fc.array(address, { maxLength: 3 }),
    notBefore: timeOrNull,
    expiresAt: timeOrNull,
  }, { noNullPrototype: true }),
}, { noNullPrototype: true });

const good = {
  position: 7,
  time: '2026-11-23T05:00:00.000Z',
  schema: 1,
  tokenId: 'tok_a',
  version: 3,
  type: 'TokenRotated',
  state: {
    workspaceId: 'wsp_1',
    kind: 'user',
    environment: 'live',
    status: 'enabled',
    secrets: [
      { hash: 'a'.repeat(64), validUntil: '2026-11-24T05:00:00.000Z' },
      { hash: 'b'.repeat(64), validUntil: null },
    ],
    scopes: ['items:read', 'items:fly'],
    allowedIps: ['192.0.2.0/24', '2001:db8::1'],
    notBefore: null,
    expiresAt: '2027-11-23T05:00:00.000Z',
  },
};

describe('a token-state message', () => {
  it('is read the short way where it is as token-service writes it', () => {
    const read = readWrittenTokenState(Buffer.from(JSON.stringify(good)));
    expect(read).toEqual({ ...good, state: { ...good.state, scopes: ['items:read'] } });
  });

  it('says the same whether it is read the short way or by the rules, whatever its fields hold', () => {
    fc.assert(
      fc.property(message, fc.boolean(), (body, rightKey) => {
        const bytes = Buffer.from(JSON.stringify(body));
        const key = rightKey ? body.tokenId : 'tok_other';
        expect(parseTokenState(key, bytes)).toEqual(parseByRules(key, bytes));
      }),
      { numRuns: 1_000 },
    );
  });

  it('says the same both ways, whichever of its bytes is another, missing or doubled', () => {
    const bytes = Buffer.from(JSON.stringify(good));
    const change = fc.record({ at: fc.nat(bytes.length - 1), to: fc.nat(255), how: fc.constantFrom('replace', 'remove', 'insert') });
    fc.assert(
      fc.property(change, ({ at, to, how }) => {
        const middle = how === 'remove' ? [] : [to];
        const changed = Buffer.concat([bytes.subarray(0, at), Buffer.from(middle), bytes.subarray(how === 'insert' ? at : at + 1)]);
        expect(parseTokenState('tok_a', changed)).toEqual(parseByRules('tok_a', changed));
      }),
      { numRuns: 2_000 },
    );
  });
});
