import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { SecretIndex } from './secret-index.js';

/** Digests whose first words collide on purpose, so that probing and moving back are exercised. */
const digest = fc.tuple(fc.integer({ min: 0, max: 7 }), fc.integer({ min: 0, max: 200 })).map(([first, rest]) => {
  const words = new Uint32Array(8).fill(rest);
  words[0] = first * 0x1000_0000 + (first % 3);
  return words;
});
const step = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('set' as const), digest, row: fc.nat(1_000), endMs: fc.constantFrom(Infinity, 5) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('delete' as const), digest }) },
);

describe('the secret index', () => {
  it('holds exactly what a Map would, over any sets and deletions', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 400 }), (steps) => {
        const index = new SecretIndex(4);
        const model = new Map<string, { digest: Uint32Array; row: number; endMs: number }>();
        for (const one of steps) {
          if (one.do === 'set') {
            index.set(one.digest, one.row, one.endMs);
            model.set(one.digest.join(), one);
          } else {
            index.delete(one.digest);
            model.delete(one.digest.join());
          }
        }
        expect(index.size).toBe(model.size);
        for (const one of steps) {
          const slot = index.find(one.digest);
          const expected = model.get(one.digest.join());
          expect(slot >= 0).toBe(expected !== undefined);
          if (expected !== undefined) expect([index.rowAt(slot), index.endAt(slot)]).toEqual([expected.row, expected.endMs]);
        }
      }),
    );
  });

  it('compares the whole digest, not only the word it hashes by', () => {
    const index = new SecretIndex();
    const one = new Uint32Array([7, 1, 1, 1, 1, 1, 1, 1]);
    const other = new Uint32Array([7, 1, 1, 1, 1, 1, 1, 2]);
    index.set(one, 1, Infinity);
    expect(index.find(other)).toBe(-1);
  });
});
