import type { PageCount } from './read-snapshot.js';

/** What is wrong with the numbers of a kind's pages: as many as expected, and numbered from 0 without a gap. */
export function faultOfCount(found: PageCount | undefined, expected: number, of: string): string | undefined {
  const { count, first, last } = found ?? { count: 0, first: 0, last: -1 };
  if (count === expected && first === 0 && last === count - 1) return undefined;
  return `it has ${count} pages of ${of}, from number ${first} to ${last}, and should have ${expected}`;
}
