import { describe, expect, it } from '@jest/globals';
import { alternate } from './alternate.js';

describe('alternating', () => {
  it('runs the arms by turns and turns their order round in every other round', async () => {
    const order: string[] = [];
    const arm = (name: string) => () => order.push(name);
    await alternate({ a: arm('a'), b: arm('b'), c: arm('c') }, { warmUps: 1, counted: 5 });
    expect(order.join('')).toBe('cba' + 'abc' + 'cba' + 'abc' + 'cba' + 'abc');
  });

  it('does not count what ran before everything was warm', async () => {
    let runs = 0;
    const { arm } = await alternate({ arm: () => (runs += 1) }, { warmUps: 3, counted: 5 });
    expect(arm).toEqual([4, 5, 6, 7, 8]);
  });

  it('keeps the samples of one round at one place', async () => {
    let round = 0;
    const { a, b } = await alternate({ a: () => round, b: () => Promise.resolve(round) }, { warmUps: 0, counted: 6, onRound: (now) => (round = now) });
    expect(a).toEqual([1, 2, 3, 4, 5, 6]);
    expect(b).toEqual(a);
  });

  it('makes no figure of fewer than five runs', async () => {
    await expect(alternate({ arm: () => 1 }, { warmUps: 0, counted: 4 })).rejects.toThrow(RangeError);
  });
});
