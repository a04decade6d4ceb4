import { describe, expect, it } from '@jest/globals';
import { toPage } from './page.js';

const page = (rows: number[], limit: number) => toPage(rows, limit, (row) => `#${row}`, (row) => `after ${row}`);

describe('a page', () => {
  it('ends with a cursor after its last row where there is more', () => {
    expect(page([1, 2, 3], 2)).toEqual({ data: ['#1', '#2'], nextCursor: 'after 2' });
  });

  it.each([[[]], [[1]], [[1, 2]]])('of all there is has no cursor: %j', (rows: number[]) => {
    expect(page(rows, 2)).toEqual({ data: rows.map((row) => `#${row}`), nextCursor: null });
  });
});
