import { describe, expect, it } from '@jest/globals';
import { MEASURES } from '../measures/index.js';
import { FURTHER_FIGURES } from './further-figures.js';
import { goalText, HEADLINES, verdictOf } from './goals.js';

describe('goals', () => {
  it.each([
    ['authorize_cold_over_sha256', 2.5, 'met'],
    ['authorize_cold_over_sha256', 2.51, 'missed'],
    ['guard_rps_ratio', 0.9, 'met'],
    ['guard_rps_ratio', 0.89, 'missed'],
    ['accepted_after_confirmed', 0, 'met'],
    ['accepted_after_confirmed', 1, 'missed'],
    ['authorize_cold_over_sha256', Number.NaN, 'missed'],
    ['npm_start_first_answer_s', 1_000, 'none'],
    ['sha256_ns', 1, 'none'],
  ])('%s of %d is %s', (key, value, verdict) => {
    expect(verdictOf(key, value)).toBe(verdict);
  });

  it('are written as they are meant', () => {
    expect([goalText('guard_cpu_us'), goalText('guard_rps_ratio'), goalText('sha256_ns')]).toEqual(['≤ 5', '≥ 0.9', '']);
  });

  it('each belong to one measure', () => {
    const measured = MEASURES.flatMap(({ keys }) => keys).filter((key) => key in HEADLINES);
    expect(measured.toSorted()).toEqual(Object.keys(HEADLINES).toSorted());
  });

  it('and no figure stands in both tables', () => {
    expect(Object.keys(HEADLINES).filter((key) => key in FURTHER_FIGURES)).toEqual([]);
  });
});
