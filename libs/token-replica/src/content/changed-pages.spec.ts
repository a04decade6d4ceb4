import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ChangedPages, type Cut, ROWS_A_PAGE } from './changed-pages.js';

const PAGES = 5;

/** Pages of one number each, which a step raises, and a copy of them that follows from cut to cut. */
class Followed {
  readonly numbers: number[] = [];
  readonly copy: number[] = [];
  readonly pages = new ChangedPages((page) => Buffer.from(String(this.numbers[page] ?? 0)));
  private underWay: { readonly cut: Cut; readonly asItWas: readonly number[]; readonly taken: [number, number][] } | undefined;

  change(page: number): void {
    this.pages.beforeChange(page * ROWS_A_PAGE);
    for (let each = this.numbers.length; each < page; each += 1) this.change(each);
    this.numbers[page] = (this.numbers[page] ?? 0) + 1;
  }

  begin(): void {
    this.underWay ??= { cut: this.pages.take(), asItWas: [...this.numbers], taken: [] };
  }

  /** Reads the next page of the cut; at its end the copy has to be what there was when it was made. */
  step(): void {
    if (this.underWay === undefined) return;
    const next = this.underWay.cut.next();
    if (next !== undefined) {
      this.underWay.taken.push([next.page, Number(next.bytes)]);
      return;
    }
    for (const [page, number] of this.underWay.taken) this.copy[page] = number;
    expect(this.copy).toEqual(this.underWay.asItWas);
    this.underWay = undefined;
  }

  fail(): void {
    this.underWay?.cut.undo();
    this.underWay = undefined;
  }

  finish(): void {
    this.fail();
    this.begin();
    while (this.underWay !== undefined) this.step();
  }
}

describe('a copy that follows by cuts', () => {
  it('is what there was when its cut was made, whatever changes before its pages are read, and whichever cut failed', () => {
    const step = fc.oneof(
      fc.nat(PAGES - 1).map((page) => (followed: Followed) => { followed.change(page); }),
      fc.constant((followed: Followed) => { followed.begin(); }),
      fc.constant((followed: Followed) => { followed.step(); }),
      fc.constant((followed: Followed) => { followed.fail(); }),
    );
    fc.assert(
      fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
        const followed = new Followed();
        for (const each of steps) each(followed);
        followed.finish();
      }),
      { numRuns: 500 },
    );
  });

  it('has nothing to take where nothing changed, and every page where all are asked for', () => {
    const followed = new Followed();
    followed.change(PAGES - 1);
    followed.finish();
    expect(followed.pages.take().next()).toBeUndefined();
    followed.pages.all();
    const cut = followed.pages.take();
    expect(Array.from({ length: PAGES }, () => cut.next()?.page)).toEqual([0, 1, 2, 3, 4]);
    expect(cut.next()).toBeUndefined();
  });
});
