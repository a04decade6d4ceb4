import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type Decision, decideUse, evolveUsage, type TokenUsage, type TokenUsed, toTimestamp, unused } from './index.js';
import { AN_HOUR_AGO, IN_AN_HOUR, NOW } from './spec/times.spec-kit.js';

const tokenId = 'tok_0000000000000000000001';
const record = (accepted: number, lastUsedAt: string, usage: TokenUsage = unused): Decision<TokenUsed> =>
  decideUse({ type: 'RecordUse', tokenId, accepted, lastUsedAt }, usage, NOW);
const used = (accepted: number, lastUsedAt: string): Decision<TokenUsed> => ({
  ok: true,
  events: [{ type: 'TokenUsed', tokenId, accepted, lastUsedAt }],
});

describe('recording the use of a token', () => {
  it('says how often and when last', () => {
    expect(record(3, AN_HOUR_AGO)).toEqual(used(3, AN_HOUR_AGO));
  });

  it('is nothing when nothing was counted', () => {
    expect(record(0, AN_HOUR_AGO)).toEqual({ ok: true, events: [] });
    expect(record(-1, AN_HOUR_AGO)).toEqual({ ok: true, events: [] });
  });

  it('is never later than now, however fast the replica’s clock', () => {
    expect(record(1, IN_AN_HOUR)).toEqual(used(1, NOW));
  });

  it('never moves the last use back: batches of several processes come in any order', () => {
    expect(record(1, AN_HOUR_AGO, { accepted: 5, lastUsedAt: NOW })).toEqual(used(1, NOW));
  });
});

describe('the usage of a token', () => {
  const anyUse = fc.tuple(fc.nat(1_000), fc.nat(4_000_000_000_000)).map(
    ([accepted, epochMs]): TokenUsed => ({ type: 'TokenUsed', tokenId, accepted, lastUsedAt: toTimestamp(epochMs) }),
  );

  it('is the sum of what was recorded and the latest of its times, in any order', () => {
    fc.assert(fc.property(fc.array(anyUse, { minLength: 1 }), (uses) => {
      const usage = uses.reduce(evolveUsage, unused);
      expect(usage.accepted).toBe(uses.reduce((sum, { accepted }) => sum + accepted, 0));
      expect(usage.lastUsedAt).toBe(uses.map(({ lastUsedAt }) => lastUsedAt).sort().at(-1));
      expect(uses.toReversed().reduce(evolveUsage, unused)).toEqual(usage);
    }));
  });
});
