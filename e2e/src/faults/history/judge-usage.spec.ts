import { describe, expect, it } from '@jest/globals';
import { History } from './history.js';
import { judgeNotAbove, judgeNotBelow } from './judge-usage.js';

/** Calls of tok_1, each one with its beginning. */
function calls(...made: readonly { letThrough?: boolean | null; startedMs?: number; replica?: string }[]): History['usage'] {
  const { usage } = new History();
  for (const { letThrough = true, startedMs = 1, replica = 'inventory 1' } of made) {
    usage.begins('tok_1');
    usage.ended({ tokenId: 'tok_1', secret: 0, replica, resource: 'items', startedMs, endedMs: startedMs + 1, status: null, letThrough, shown: [] });
  }
  return usage;
}

const above = (usage: History['usage'], count: number): number => judgeNotAbove(usage, new Map([['tok_1', count]])).length;
const below = (usage: History['usage'], count: number): number => judgeNotBelow(usage.least(), new Map([['tok_1', count]])).length;

describe('the judge of counts', () => {
  it('finds one more than the calls made, and one less', () => {
    const usage = calls({}, {});
    expect([above(usage, 2), above(usage, 3)]).toEqual([0, 1]);
    expect([below(usage, 2), below(usage, 1)]).toEqual([0, 1]);
    expect(judgeNotBelow(usage.least(), new Map())).toHaveLength(1);
    expect(judgeNotAbove(usage, new Map([['tok_2', 1]]))).toHaveLength(1);
  });

  it('lets a call count or not whose answer does not tell, or that is under way', () => {
    const usage = calls({}, { letThrough: null });
    usage.begins('tok_1');
    expect([above(usage, 3), above(usage, 4)]).toEqual([0, 1]);
    expect([below(usage, 1), below(usage, 0)]).toEqual([0, 1]);
  });

  it('lets no refused call count', () => {
    const usage = calls({}, { letThrough: false }, { letThrough: false });
    expect([above(usage, 1), above(usage, 2)]).toEqual([0, 1]);
  });

  it('forgives what a killed process accepted since the counts last agreed, and nothing else', () => {
    const usage = calls({ startedMs: 1 }, { startedMs: 3 }, { startedMs: 5 }, { startedMs: 3, replica: 'inventory 2' });
    usage.agreed(2);
    usage.killed('inventory 1', 4);
    expect([below(usage, 3), below(usage, 2)]).toEqual([0, 1]);
    expect([above(usage, 4), above(usage, 5)]).toEqual([0, 1]);
    usage.killed('inventory 1', 4);
    expect(below(usage, 2)).toBe(1);
  });
});
