import { describe, expect, it } from '@jest/globals';
import type { UsageRecord } from '@portcullis/messages';
import fc from 'fast-check';
import { TokenContent } from '../content/token-content.js';
import { stateMessage } from '../messages.spec-kit.js';
import { UsageCounters } from './usage-counters.js';

const TOKENS = ['tok_0123456789ABCDEFGHIJKL', 'tok_abcdefghijklmnopqrstuv', 'tok_another', 'tok_zzzzzzzzzzzzzzzzzzzzzz'];

/** A read of the topic, in which the tokens stand in rows of another order than in the one before. */
function readOf(order: readonly string[]): TokenContent {
  const content = new TokenContent();
  for (const token of order) content.apply(token, stateMessage(token, 1));
  return content;
}

interface Expected {
  accepted: number;
  scope: number;
  lastAcceptedAddress: string | null;
}

const step = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constantFrom('accept' as const, 'refuse' as const), token: fc.constantFrom(...TOKENS), address: fc.constantFrom('192.0.2.1', '192.0.2.2') }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take' as const), most: fc.integer({ min: 1, max: 3 }), arrives: fc.boolean() }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('swap' as const), order: fc.shuffledSubarray(TOKENS, { minLength: TOKENS.length }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('back' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('name' as const), most: fc.integer({ min: 1, max: 3 }) }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('redraw' as const) }) },
);

class Telling {
  private counters = new UsageCounters('inventory-public-api', 'first', 0);
  private content = readOf(TOKENS);
  private before = this.content;
  private calls = new Map<string, Expected>();
  readonly told = new Map<string, UsageRecord>();

  take(most: number, arrives: boolean): void {
    const records = this.counters.takeChanged(most);
    expect(new Set(records.map(({ tokenId }) => tokenId)).size).toBe(records.length);
    if (!arrives) this.counters.putBack(records);
    else for (const record of records) this.told.set(record.tokenId, record);
  }

  count(token: string, address: string | null): void {
    const row = this.content.ids.find(token);
    const expected = this.calls.get(token) ?? { accepted: 0, scope: 0, lastAcceptedAddress: null };
    if (address === null) {
      this.counters.refused(this.content, row, 'scope', 1_000, '192.0.2.9');
      this.calls.set(token, { ...expected, scope: expected.scope + 1 });
    } else {
      this.counters.accepted(this.content, row, 1_000, address);
      this.calls.set(token, { ...expected, accepted: expected.accepted + 1, lastAcceptedAddress: address });
    }
  }

  swap(order: readonly string[]): void {
    this.before = this.content;
    this.content = readOf(order);
  }

  /** A call that began against the read before is still counted after one of the new read. */
  back(): void {
    [this.before, this.content] = [this.content, this.before];
  }

  name(most: number): void {
    this.counters.nameNext(most);
  }

  /** All that was counted has to be told first; the new boot counts from nothing, in the same rows. */
  redraw(): void {
    this.expectExact();
    this.counters = new UsageCounters('inventory-public-api', 'next', this.counters.lastUse());
    this.calls = new Map();
    this.told.clear();
  }

  expectExact(): void {
    while (this.counters.countChanged() > 0) this.take(3, true);
    expect(new Set(this.told.keys())).toEqual(new Set(this.calls.keys()));
    for (const [token, { accepted, scope, lastAcceptedAddress }] of this.calls) {
      const lastAcceptedAt = accepted === 0 ? null : '1970-01-01T00:00:01.000Z';
      const refused = { expired: 0, disabled: 0, revoked: 0, scope, address: 0 };
      expect(this.told.get(token)).toMatchObject({ accepted, refused, lastAcceptedAt, lastAcceptedAddress });
    }
  }
}

describe('usage counters', () => {
  it('tell exactly the calls made, over swaps of the content, new boots, and batches that do not arrive', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 120 }), (steps) => {
        const telling = new Telling();
        for (const one of steps) {
          if (one.do === 'take') telling.take(one.most, one.arrives);
          else if (one.do === 'swap') telling.swap(one.order);
          else if (one.do === 'back') telling.back();
          else if (one.do === 'name') telling.name(one.most);
          else if (one.do === 'redraw') telling.redraw();
          else telling.count(one.token, one.do === 'accept' ? one.address : null);
        }
        telling.expectExact();
      }),
    );
  });

  it('that were named go over to another read without a look at the one before', () => {
    const before = readOf(TOKENS);
    let looks = 0;
    const watched = {
      rows: before.rows,
      get ids() {
        looks += 1;
        return before.ids;
      },
    };
    const counters = new UsageCounters('inventory-public-api', 'first', 0);
    for (const row of [0, 1, 2]) counters.accepted(watched, row, 0, '192.0.2.1');
    expect([counters.nameNext(2), counters.nameNext(2)]).toEqual([true, false]);
    looks = 0;
    counters.accepted(readOf([...TOKENS].reverse()), 3, 0, '192.0.2.1');
    expect(counters.takeChanged(1)).toMatchObject([{ tokenId: TOKENS[0], accepted: 2 }]);
    expect(looks).toBe(0);
  });

  it('take those first that have waited longest', () => {
    const content = readOf(TOKENS);
    const counters = new UsageCounters('inventory-public-api', 'first', 0);
    for (const row of [2, 0, 1, 2]) counters.accepted(content, row, 0, '192.0.2.1');
    expect(counters.takeChanged(2).map(({ tokenId }) => tokenId)).toEqual([TOKENS[2], TOKENS[0]]);
    counters.accepted(content, 2, 0, '192.0.2.1');
    expect(counters.takeChanged(2).map(({ tokenId }) => tokenId)).toEqual([TOKENS[1], TOKENS[2]]);
    expect(counters.countChanged()).toBe(0);
  });

  it('go on where a row cannot remember its counter any more', () => {
    const content = readOf(TOKENS);
    const counters = new UsageCounters('inventory-public-api', 'late', 2 ** 32 - 2);
    for (const row of [0, 1, 1, 0, 1]) counters.accepted(content, row, 0, '192.0.2.1');
    expect(counters.takeChanged(2).map(({ accepted }) => accepted)).toEqual([2, 3]);
  });

  it('find a token’s calls by the rows of another read, and by rows that a later boot counts in', () => {
    const content = readOf(TOKENS);
    const counters = new UsageCounters('inventory-public-api', 'first', 0);
    for (const row of [0, 1, 1]) counters.accepted(content, row, 0, '192.0.2.1');
    const calls = (tokens: TokenContent, token: string) => counters.acceptedSince(tokens, tokens.ids.find(token), 0).calls.length;
    const another = readOf([...TOKENS].reverse());
    expect(TOKENS.map((token) => calls(another, token))).toEqual([1, 2, 0, 0]);
    const next = new UsageCounters('inventory-public-api', 'next', counters.lastUse());
    for (const row of [1, 2]) next.accepted(content, row, 0, '192.0.2.1');
    next.takeChanged(2);
    expect(TOKENS.map((token) => calls(content, token))).toEqual([1, 2, 0, 0]);
  });
});
