import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { splitByBytes } from './split-by-bytes.js';

const bytesOf = ({ key, value }: { key: string; value: string }): number => Buffer.byteLength(key) + Buffer.byteLength(value);
const outgoing = fc.record({ key: fc.string({ unit: 'grapheme', maxLength: 4 }), value: fc.string({ unit: 'grapheme', maxLength: 40 }) });

describe('batches of a send', () => {
  it('hold every record once, in order, and stay within the limit unless one record alone is larger', () => {
    fc.assert(
      fc.property(fc.array(outgoing, { minLength: 1 }), fc.integer({ min: 1, max: 100 }), (records, limit) => {
        const batches = splitByBytes(records, limit);
        expect(batches.flat()).toEqual(records);
        for (const batch of batches) {
          const bytes = batch.reduce((sum, record) => sum + bytesOf(record as { key: string; value: string }), 0);
          expect(batch.length === 1 || bytes <= limit).toBe(true);
          expect(batch.length).toBeGreaterThan(0);
        }
      }),
    );
  });

  it('are as few as that allows', () => {
    const records = Array.from({ length: 10 }, () => ({ key: '', value: 'x'.repeat(10) }));
    expect(splitByBytes(records, 40).map((batch) => batch.length)).toEqual([4, 4, 2]);
  });
});
