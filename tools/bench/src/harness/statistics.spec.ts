import { describe, expect, it } from '@jest/globals';
import { seededRandom } from './random.js';
import { median, pairedDifference, pairedRatio, quantile, ratioOfMedians } from './statistics.js';

const REPETITIONS = 400;

/** How often the interval holds the truth, over many series of `count` samples of an uneven distribution. */
function coverage(count: number, holds: (samples: readonly number[]) => boolean): number {
  const random = seededRandom(5);
  const series = (): number[] => Array.from({ length: count }, () => -Math.log(1 - random()));
  return Array.from({ length: REPETITIONS }, () => holds(series())).filter(Boolean).length / REPETITIONS;
}

describe('the median', () => {
  it.each([
    [[3, 1, 2], 2],
    [[4, 1, 3, 2], 2.5],
    [[7], 7],
  ])('of %j is %d', (samples, expected) => {
    expect(median(samples)).toBe(expected);
  });

  it('of nothing is refused', () => {
    expect(() => median([])).toThrow(RangeError);
  });
});

describe('a quantile', () => {
  it('of few samples has their whole range as its interval', () => {
    expect(quantile([5, 1, 4, 2, 3], 0.5)).toEqual({ value: 3, low: 1, high: 5 });
  });

  it('is the sample below which that share lies', () => {
    expect(quantile(Array.from({ length: 200 }, (_, at) => at + 1), 0.99)).toMatchObject({ value: 198, high: 200 });
  });

  it.each([11, 25, 101])('has an interval that holds the true median 95 times of 100 (%d samples)', (count) => {
    const truth = Math.log(2);
    expect(coverage(count, (samples) => {
      const { low, high } = quantile(samples, 0.5);
      return low <= truth && truth <= high;
    })).toBeGreaterThan(0.93);
  });

  it('has an interval that holds the true 99th percentile of 500 samples', () => {
    const truth = Math.log(100);
    expect(coverage(500, (samples) => {
      const { low, high } = quantile(samples, 0.99);
      return low <= truth && truth <= high;
    })).toBeGreaterThan(0.93);
  });
});

describe('a paired ratio', () => {
  it('is not moved by what slows both halves of a round', () => {
    const slowness = [1, 1, 9, 1, 30, 1, 2];
    const { value, low, high } = pairedRatio(slowness.map((factor) => 2 * factor), slowness);
    expect([value, low, high]).toEqual([2, 2, 2]);
  });

  it('tells by its interval how sure it is', () => {
    const even = pairedRatio([2, 2.02, 1.98, 2.01, 1.99], [1, 1, 1, 1, 1]);
    const uneven = pairedRatio([1, 2, 3, 4, 5], [1, 1, 1, 1, 1]);
    expect(even.high - even.low).toBeLessThan(0.05);
    expect(uneven.high - uneven.low).toBeGreaterThan(1);
  });

  it('is refused where a round has only one half', () => {
    expect(() => pairedRatio([1, 2], [1])).toThrow(RangeError);
    expect(() => pairedDifference([1, 2], [1])).toThrow(RangeError);
  });

  it('is the same each time it is taken of the same samples', () => {
    const samples = [3, 1, 4, 1, 5, 9, 2, 6];
    expect(pairedRatio(samples, samples.toReversed())).toEqual(pairedRatio(samples, samples.toReversed()));
    expect(ratioOfMedians(samples, [1, 2, 3])).toEqual(ratioOfMedians(samples, [1, 2, 3]));
  });
});
