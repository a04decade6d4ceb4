import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stateMessage } from '../messages.spec-kit.js';
import { ROWS_A_PAGE } from './changed-pages.js';
import { fillPage, readPage } from './row-page.js';
import { applyTo, filled, record, shownBy, TOKENS } from './some-content.spec-kit.js';
import { TokenContent } from './token-content.js';

function pagesOf(content: TokenContent): { readonly page: number; readonly bytes: Buffer }[] {
  return Array.from({ length: Math.ceil(content.size / ROWS_A_PAGE) }, (_, page) => ({ page, bytes: readPage(content, page) }));
}

/** Of the pages of another, with that one's lists before or behind them. */
function contentOf(pages: ReturnType<typeof pagesOf>, { workspaces, allowlists }: TokenContent, listsFirst = true): TokenContent {
  const content = new TokenContent();
  for (let number = 0; number < workspaces.size; number += 1) content.workspaces.number(workspaces.text(number));
  allowlists.long.all();
  const { count, lists } = allowlists.long.take();
  const giveLists = (): void => {
    for (const { number, text } of lists) if (text !== '') content.allowlists.restoreLong(number, text);
  };
  if (listsFirst) giveLists();
  content.restored(pages.reduce((sum, { page, bytes }) => BigInt.asUintN(64, sum + fillPage(content, page, bytes).digest), 0n));
  if (!listsFirst) giveLists();
  expect(content.allowlists.restored(count)).toBeUndefined();
  return content;
}

describe('the pages of a content', () => {
  it('amount to the same content, whatever its tokens have been through and in whatever order they come', () => {
    fc.assert(
      fc.property(fc.array(record, { maxLength: 30 }), fc.boolean(), (records, backwards) => {
        const content = filled();
        for (const each of records) applyTo(content, each);
        const pages = pagesOf(content);
        const same = contentOf(backwards ? pages.reverse() : pages, content, backwards);
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
        const same = contentOf(pagesOf(content), content);
        for (const each of after) {
          applyTo(content, each);
          applyTo(same, each);
        }
        expect(shownBy(same)).toEqual(shownBy(content));
      }),
      { numRuns: 40 },
    );
  });

  it('are about as long whatever list their tokens have, as a long one stands in a page of its own', () => {
    const content = filled();
    const plain = readPage(content, 0).length;
    const allowedIps = Array.from({ length: 1_000 }, (_, at) => `2001:db8:1:${at.toString(16)}:ffff:ffff:ffff:ffff`);
    for (const token of TOKENS.slice(0, 20)) content.apply(token, stateMessage(token, 2, { allowedIps }));
    expect(readPage(content, 0).length).toBeLessThan(plain + 1_000);
    expect(content.allowlists.long.take().lists).toHaveLength(1);
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
