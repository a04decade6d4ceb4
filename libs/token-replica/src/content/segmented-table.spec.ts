import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SegmentedTable } from './segmented-table.js';

const SLOTS = 16;

/** Every reference that the table gives for this hash. */
function all(table: SegmentedTable, hash: number): number[] {
  const found: number[] = [];
  for (let reference = table.first(hash); reference !== -1; reference = table.next()) found.push(reference);
  return found.sort((a, b) => a - b);
}

/** Hashes that fall on few places of a segment and often on one another, so that probing and moving back are exercised. */
const hash = fc.tuple(fc.integer({ min: 0, max: 255 }), fc.constantFrom(0, 1, 0xffff)).map(([high, low]) => ((high << 24) | low) >>> 0);
const step = fc.record({ hash, reference: fc.constantFrom(0, 7, 2 ** 31, 2 ** 32 - 2), adds: fc.integer({ min: 0, max: 4 }).map((n) => n > 0) });

describe('the segmented table', () => {
  it('gives for every hash exactly what a Map of sets would, over any additions, deletions and splits', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 600 }), (steps) => {
        const table = new SegmentedTable(SLOTS);
        const model = new Map<number, Set<number>>(steps.map((one) => [one.hash, new Set()]));
        for (const { hash, reference, adds } of steps) {
          const held = model.get(hash);
          if (adds && held?.has(reference) === false) {
            table.add(hash, reference);
            held.add(reference);
          } else if (!adds) {
            table.delete(hash, reference);
            held?.delete(reference);
          }
        }
        for (const [hash, held] of model) expect(all(table, hash)).toEqual([...held].sort((a, b) => a - b));
        expect(table.size).toBe([...model.values()].reduce((sum, held) => sum + held.size, 0));
      }),
    );
  });

  it('finds what it held before in every moment of its growth', () => {
    const table = new SegmentedTable(SLOTS);
    const hashOf = (reference: number): number => Math.imul(reference, 0x9e37_79b1) >>> 0;
    for (let reference = 0; reference < 4_000; reference += 1) {
      table.add(hashOf(reference), reference);
      for (const earlier of [0, reference >> 1, reference]) expect(all(table, hashOf(earlier))).toEqual([earlier]);
    }
    for (let reference = 0; reference < 4_000; reference += 1) expect(all(table, hashOf(reference))).toEqual([reference]);
  });

  it('refuses to take more entries of one beginning than a segment has slots, instead of searching for ever', () => {
    const table = new SegmentedTable(SLOTS);
    expect(() => {
      for (let reference = 0; reference < SLOTS; reference += 1) table.add(5, reference);
    }).toThrow(RangeError);
    expect(all(table, 5)).toHaveLength(SLOTS - 1);
    expect(all(table, 6)).toEqual([]);
  });
});
