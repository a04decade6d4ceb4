import { describe, expect, it } from '@jest/globals';
import { SegmentedTable } from './segmented-table.js';

const MANY = 1_000_000;
/** As many as a batch of the log brings at least: what is done between two turns of the event loop. */
const AT_ONCE = 100;
const LONGEST_PAUSE_MS = 50;

/** As evenly distributed, and as independent of one another, as the beginnings of SHA-256 digests (xorshift32). */
function* hashes(): Generator<number, never> {
  for (let hash = 0x9e37_79b1; ; ) {
    hash ^= hash << 13;
    hash ^= hash >>> 17;
    hash ^= hash << 5;
    yield hash >>> 0;
  }
}

/** The calling thread's own time, ms: what others take of the machine meanwhile is no pause of ours. */
function ownMs(): number {
  const { user, system } = process.threadCpuUsage();
  return (user + system) / 1_000;
}

describe('the segmented table', () => {
  it('grows to a million entries, and never stops the process for 50 ms', () => {
    const table = new SegmentedTable();
    const drawn = hashes();
    let longestMs = 0;
    for (let reference = 0; reference < MANY; ) {
      const beganMs = ownMs();
      for (const until = reference + AT_ONCE; reference < until; reference += 1) table.add(drawn.next().value, reference);
      longestMs = Math.max(longestMs, ownMs() - beganMs);
    }
    expect(table.size).toBe(MANY);
    expect(longestMs).toBeLessThan(LONGEST_PAUSE_MS);
  });
});
