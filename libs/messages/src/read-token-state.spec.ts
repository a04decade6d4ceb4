import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { readByRules, readTokenState } from './read-token-state.js';
import { readWritten } from './written/read-written.js';

const hash = fc.stringMatching(/^[0-9a-f]{64}$/);
const time = fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }).map((date) => date.toISOString());
/** Of the form of a time, and mostly none: the thirteenth month, the thirtieth of February, the first centuries. */
const timeOfForm = fc.stringMatching(/^\d{4}-[01]\d-[0-3]\dT[0-2]\d:[0-6]\d:[0-6]\d\.\d{3}Z$/);
const timeOrNull = fc.oneof({ weight: 4, arbitrary: time }, { weight: 4, arbitrary: fc.constant(null) }, { weight: 1, arbitrary: timeOfForm });
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

/** What both ways say, the quick one first. */
function bothWays(key: string, bytes: Uint8Array): readonly [unknown, unknown] {
  return [readTokenState(key, bytes), readByRules(key, bytes)];
}

describe('a token-state message', () => {
  it('is read the short way where it is as token-service writes it', () => {
    const bytes = Buffer.from(JSON.stringify(good));
    expect(readWritten('tok_a', bytes)).toEqual({
      kind: 'understood',
      position: 7,
      version: 3,
      state: {
        workspaceId: 'wsp_1',
        kind: 'user',
        environment: 'live',
        status: 'enabled',
        secrets: [
          { digest: new Uint32Array(8).fill(0xaaaa_aaaa), endMs: Date.parse('2026-11-24T05:00:00.000Z') },
          { digest: new Uint32Array(8).fill(0xbbbb_bbbb), endMs: Infinity },
        ],
        scopes: ['items:read'],
        allowedIps: ['192.0.2.0/24', '2001:db8::1'],
        notBeforeMs: -Infinity,
        expiresAtMs: Date.parse('2027-11-23T05:00:00.000Z'),
      },
    });
  });

  it('is read the short way whatever its times, its ids and its lists are', () => {
    const written = fc.record({ id: fc.stringMatching(/^[\w.-]{1,100}$/), time, notBefore: fc.option(time), names: fc.array(fc.constantFrom('items:read', 'company:read', 'x', '10.0.0.0/8'), { maxLength: 100 }) });
    fc.assert(
      fc.property(written, ({ id: own, time: at, notBefore, names }) => {
        const body = { ...good, tokenId: own, time: at, state: { ...good.state, workspaceId: own, notBefore, expiresAt: at, scopes: names, allowedIps: names } };
        const bytes = Buffer.from(JSON.stringify(body));
        fc.pre(!at.startsWith('00') && !(notBefore?.startsWith('00') ?? false) && !/-02-29T/.test(at + (notBefore ?? '')) && bytes.length <= 8_192);
        expect(readWritten(own, bytes)).toEqual(readByRules(own, bytes));
      }),
      { numRuns: 200 },
    );
  });

  it('says the same whether it is read the short way or by the rules, whatever its fields hold', () => {
    fc.assert(
      fc.property(message, fc.boolean(), (body, rightKey) => {
        const [short, long] = bothWays(rightKey ? body.tokenId : 'tok_other', Buffer.from(JSON.stringify(body)));
        expect(short).toEqual(long);
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
        const [short, long] = bothWays('tok_a', changed);
        expect(short).toEqual(long);
      }),
      { numRuns: 2_000 },
    );
  });

  it('says the same both ways wherever it is cut off, also where the message before it was longer', () => {
    const bytes = Buffer.from(JSON.stringify(good));
    for (let length = 0; length < bytes.length; length += 3) {
      readTokenState('tok_a', bytes);
      const [short, long] = bothWays('tok_a', bytes.subarray(0, length));
      expect(short).toEqual(long);
    }
  });

  it('is not understood where a bound of it is no time', () => {
    const endless = { ...good, state: { ...good.state, expiresAt: '2026-13-01T00:00:00.000Z' } };
    expect(readTokenState('tok_a', Buffer.from(JSON.stringify(endless)))).toMatchObject({ kind: 'not_understood', version: 3, position: 7, reason: 'no such time' });
  });
});
