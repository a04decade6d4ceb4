import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { CallChains } from './call-chains.js';

/** A ring that is small enough to come round often. */
const SIZE = 8;
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ calls: fc.array(fc.nat({ max: 40 }), { minLength: 1, maxLength: 2 * SIZE }) }) },
  { weight: 2, arbitrary: fc.record({ asked: fc.nat({ max: 40 }), last: fc.nat({ max: SIZE }) }) },
);

describe('the calls of a closed token', () => {
  it('are those in the ring, in their order, however often it came round before somebody asked', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        const ring = new Uint32Array(SIZE);
        const chains = new CallChains(ring);
        const all: number[] = [];
        for (const one of steps) {
          if ('calls' in one) for (const counter of one.calls) ring[(all.push(counter) - 1) % SIZE] = counter;
          else {
            const from = Math.max(0, all.length - one.last);
            const expected = all.flatMap((counter, call) => (counter === one.asked && call >= from ? [call] : []));
            expect(chains.numbers(one.asked, from, all.length)).toEqual(expected);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it('are found without going through those of others again: thousands of closings at once cost what a few do', () => {
    const size = 2 ** 16;
    const ring = Uint32Array.from({ length: size }, (_, at) => at % 10_000);
    const chains = new CallChains(ring);
    const msOf = (closings: number): number => {
      const beganAt = performance.now();
      for (let counter = 0; counter < closings; counter += 1) chains.numbers(counter, 0, size);
      return performance.now() - beganAt;
    };
    const first = msOf(1);
    expect(msOf(5_000)).toBeLessThan(Math.max(first, 0.5) * 200);
  });
});
