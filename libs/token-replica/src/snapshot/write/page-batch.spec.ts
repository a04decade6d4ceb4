import { describe, expect, it } from '@jest/globals';
import { type Page, ROW_PAGE } from '../pages/page-kinds.js';
import { takeBatch } from './page-batch.js';

function* pagesOf(count: number, bytes: number): Generator<Page, undefined, undefined> {
  for (let number = 0; number < count; number += 1) yield { kind: ROW_PAGE, number, bytes: Buffer.alloc(bytes) };
}

/** Which pages are taken together, and how many bytes at most before somebody else had a turn. */
async function batchesOf(count: number, bytes: number): Promise<{ readonly batches: number[][]; readonly longestStep: number }> {
  let step = 0;
  let longestStep = 0;
  let turn = setImmediate(function other(): void {
    step = 0;
    turn = setImmediate(other);
  });
  const pages = pagesOf(count, bytes);
  const watched: Iterator<Page, undefined> = {
    next: () => {
      longestStep = Math.max(longestStep, (step += bytes));
      return pages.next();
    },
  };
  const batches: number[][] = [];
  for (let isLast = false; !isLast; ) {
    const batch = await takeBatch(watched);
    isLast = batch.isLast;
    batches.push(batch.pages.map(({ number }) => number));
    await new Promise((resolve) => setImmediate(resolve));
  }
  clearImmediate(turn);
  return { batches, longestStep };
}

describe('the pages that are written in one statement', () => {
  it('are 32 usual ones', async () => {
    const { batches } = await batchesOf(70, 7_688);
    expect(batches.map((numbers) => numbers.length)).toEqual([32, 32, 6]);
    expect(batches.flat()).toEqual(Array.from({ length: 70 }, (_, number) => number));
  });

  it('are a megabyte at most and a page, of which no more than a quarter and a page are taken without giving way', async () => {
    const { batches, longestStep } = await batchesOf(40, 300_000);
    expect(batches[0]).toEqual([0, 1, 2, 3]);
    expect(batches.flat()).toHaveLength(40);
    expect(longestStep).toBeLessThanOrEqual(600_000);
  });
});
