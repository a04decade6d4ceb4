import { describe, expect, it } from '@jest/globals';
import { KnownTexts } from './known-texts.js';
import { WrittenBytes } from './written-bytes.js';

const bytes = new WrittenBytes();

/** Each list that is made is another object: one that is met again shows that it was remembered. */
function knownLists(tried: number): (text: string) => readonly string[] | undefined {
  const known = new KnownTexts((at) => at.namesAndEnd(), (text): readonly string[] => [text], tried);
  return (text) => (bytes.load(Buffer.from(text)) ? known.next(bytes) : undefined);
}

/** A list of so many bytes, another one for each number. */
const listOf = (length: number, number: number): string => {
  const names = [`${number}`.padStart(9, 'n')];
  for (let left = length - 12; left > 0; left -= 12) names.push('x'.repeat(9));
  return `["${names.join('","')}"]`.slice(1);
};

describe.each([0, 4])('known texts, of which %d are tried first', (tried) => {
  it('stand for the same thing when they come again', () => {
    const next = knownLists(tried);
    const first = [0, 1, 2, 3, 4, 5].map((number) => next(listOf(24, number)));
    expect(first.map((list) => list?.[0])).toEqual([0, 1, 2, 3, 4, 5].map((number) => listOf(24, number)));
    for (const [number, list] of first.entries()) expect(next(listOf(24, number))).toBe(list);
  });

  it('leave nothing behind that is longer than 256 bytes', () => {
    const next = knownLists(tried);
    const [longest, longer] = [listOf(252, 1), listOf(264, 1)];
    expect(next(longest)).toBe(next(longest));
    expect(next(longer)).toEqual(next(longer));
    expect(next(longer)).not.toBe(next(longer));
  });

  it.each([
    ['of 16,384 others', 16_384, 12],
    ['of a megabyte of others', 4_400, 240],
  ])('are forgotten in the course %s, and those that come then are remembered', (_what, count, length) => {
    const next = knownLists(tried);
    const early = next(']');
    for (let number = 0; number < count; number += 1) next(listOf(length, number));
    expect(next(']')).not.toBe(early);
    const late = next(listOf(24, count));
    expect(next(listOf(24, count))).toBe(late);
  });
});
