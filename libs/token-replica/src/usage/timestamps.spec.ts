import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Timestamps } from './timestamps.js';

const LAST_MS = 8.64e15;
/** Few seconds, so that several times lie in one; and any time at all. */
const time = fc.oneof(fc.integer({ min: -3_000, max: 3_000 }), fc.integer({ min: -LAST_MS, max: LAST_MS }), fc.double({ min: 0, max: 1e13, noNaN: true }));

describe('a timestamp', () => {
  it('is the one of ISO 8601 in UTC, whatever was asked for before it', () => {
    fc.assert(
      fc.property(fc.array(time, { maxLength: 20 }), (times) => {
        const timestamps = new Timestamps();
        expect(times.map((ms) => timestamps.of(ms))).toEqual(times.map((ms) => new Date(ms).toISOString()));
      }),
    );
  });
});
