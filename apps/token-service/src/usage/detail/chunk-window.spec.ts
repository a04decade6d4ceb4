import { describe, expect, it } from '@jest/globals';
import { DETAIL_SLOTS } from '@portcullis/messages';
import fc from 'fast-check';
import { type ChunkWindow, counted } from './chunk-window.js';

const START: ChunkWindow = { to: 0, ahead: [] };

describe('the window of chunks', () => {
  it('lets each chunk through once, in any order, and remembers a few numbers', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 30 }), { maxLength: 80 }), (chunks) => {
        let window = START;
        const through: number[] = [];
        for (const chunk of chunks) {
          const next = counted(window, chunk);
          if (next === undefined) continue;
          through.push(chunk);
          window = next;
        }
        expect(new Set(through)).toEqual(new Set(chunks));
        expect(through).toHaveLength(new Set(chunks).size);
      }),
    );
  });

  it('keeps no number in memory while none is missing', () => {
    const window = Array.from({ length: 1_000 }, (_, at) => at + 1).reduce((before, chunk) => counted(before, chunk) ?? before, START);
    expect(window).toEqual({ to: 1_000, ahead: [] });
  });

  it('is bounded: what is further behind than compaction keeps is closed, and counts as told', () => {
    const far = counted(START, DETAIL_SLOTS * 3);
    expect(far).toEqual({ to: DETAIL_SLOTS * 2, ahead: [DETAIL_SLOTS * 3] });
    expect(counted(far ?? START, DETAIL_SLOTS * 2)).toBeUndefined();
    expect(counted(far ?? START, DETAIL_SLOTS * 2 + 1)).toMatchObject({ to: DETAIL_SLOTS * 2 + 1 });
  });
});
