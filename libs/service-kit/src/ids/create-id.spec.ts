import { describe, expect, it } from '@jest/globals';
import { createId } from './create-id.js';

describe('an id', () => {
  it('is its prefix and 22 base62 characters, never the same twice', () => {
    const ids = Array.from({ length: 20_000 }, () => createId('wsp_'));
    expect(ids.every((id) => /^wsp_[0-9A-Za-z]{22}$/.test(id))).toBe(true);
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('uses every character equally often', () => {
    const counts = new Map<string, number>();
    for (let round = 0; round < 20_000; round += 1) {
      for (const character of createId('')) counts.set(character, (counts.get(character) ?? 0) + 1);
    }
    const expected = (20_000 * 22) / 62;
    expect(counts.size).toBe(62);
    // Seven standard deviations of a fair draw: a biased one (byte modulo 62) is off by a quarter.
    for (const count of counts.values()) expect(Math.abs(count - expected)).toBeLessThan(7 * Math.sqrt(expected));
  });
});
