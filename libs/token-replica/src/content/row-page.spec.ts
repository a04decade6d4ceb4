import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ROWS_A_PAGE } from './changed-pages.js';
import { fillPage, readPage } from './row-page.js';
import { applyTo, filled, record, shownBy } from './some-content.spec-kit.js';
import { TokenContent } from './token-content.js';

function pagesOf(content: TokenContent): { readonly page: number; readonly bytes: Buffer }[] {
  return Array.from({ length: Math.ceil(content.size / ROWS_A_PAGE) }, (_, page) => ({ page, bytes: readPage(content, page) }));
}

function contentOf(pages: ReturnType<typeof pagesOf>, texts: TokenContent['workspaces']): TokenContent {
  const content = new TokenContent();
  for (let number = 0; number < texts.size; number += 1) content.workspaces.number(texts.text(number));
  content.restored(pages.reduce((sum, { page, bytes }) => BigInt.asUintN(64, sum + fillPage(content, page, bytes).digest), 0n));
  return content;
}

describe('the pages of a content', () => {
  it('amount to the same content, whatever its tokens have been through and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), fc.boolean(), (records, backwards) => {
        const content = filled();
        for (const each of records) applyTo(content, each);
        const pages = pagesOf(content);
        const same = contentOf(backwards ? pages.reverse() : pages, content.workspaces);
        expect(shownBy(same)).toEqual(shownBy(content));
      }),
      { numRuns: 40 },
    );
  });

  it('go on with later messages as the content does', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 15 }), fc.array(record, { minLength: 1, maxLength: 15 }), (before, after) => {
        const content = filled();
        for (const each of before) applyTo(content, each);
        const same = contentOf(pagesOf(content), content.workspaces);
        for (const each of after) {
          applyTo(content, each);
          applyTo(same, each);
        }
        expect(shownBy(same)).toEqual(shownBy(content));
      }),
      { numRuns: 40 },
    );
  });

  it('are refused where they are too short, or tell of too many rows', () => {
    const [first] = pagesOf(filled());
    if (first === undefined) throw new Error('no page');
    expect(() => fillPage(new TokenContent(), 0, first.bytes.subarray(0, 100))).toThrow(RangeError);
    const many = Buffer.from(first.bytes);
    many.fill(0xff, 0, 4);
    expect(() => fillPage(new TokenContent(), 0, many)).toThrow(RangeError);
  });
});
