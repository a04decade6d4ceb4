import type { UsageTally } from './usage-tally.js';
import type { Violation } from './violation.js';

/** How many calls of each token are counted; none where it is not named. */
export type Counts = ReadonlyMap<string, number>;

/** Counts that are above the calls made: to be asked after the counts were read, as calls go on meanwhile. */
export function judgeNotAbove(tally: UsageTally, counted: Counts): readonly Violation[] {
  const above = [...counted].filter(([tokenId, count]) => count > tally.most(tokenId));
  return above.map(([tokenId, count]) => ({
    guarantee: 'no count above the calls made',
    detail: `${count} calls of ${tokenId} are counted, and at most ${tally.most(tokenId)} were let through`,
  }));
}

/** @param least what was certain before the counts were read */
export function judgeNotBelow(least: Counts, counted: Counts): readonly Violation[] {
  const below = [...least].filter(([tokenId, count]) => (counted.get(tokenId) ?? 0) < count);
  return below.map(([tokenId, count]) => ({
    guarantee: 'no count below the calls made',
    detail: `${counted.get(tokenId) ?? 0} calls of ${tokenId} are counted, and at least ${count} were let through by processes that were not killed`,
  }));
}
