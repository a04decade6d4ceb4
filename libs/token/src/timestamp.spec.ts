import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { toEpochMs, toTimestamp } from './index.js';

describe('a timestamp', () => {
  const epochMs = fc.integer({ min: Date.parse('0000-01-01T00:00:00.000Z'), max: Date.parse('9999-12-31T23:59:59.999Z') });

  it('is RFC 3339 in UTC with three decimals, and loses nothing', () => {
    expect(toTimestamp(0)).toBe('1970-01-01T00:00:00.000Z');
    fc.assert(fc.property(epochMs, (instant) => {
      expect(toTimestamp(instant)).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
      expect(toEpochMs(toTimestamp(instant))).toBe(instant);
    }));
  });

  it('compares as text exactly as it compares as time', () => {
    fc.assert(fc.property(epochMs, epochMs, (one, other) => {
      expect(toTimestamp(one) < toTimestamp(other)).toBe(one < other);
    }));
  });

  it('does not exist outside the years of four digits', () => {
    for (const instant of [Date.parse('+010000-01-01T00:00:00.000Z'), Date.parse('-000001-12-31T23:59:59.999Z'), Number.NaN, Infinity]) {
      expect(() => toTimestamp(instant)).toThrow(RangeError);
    }
  });
});
