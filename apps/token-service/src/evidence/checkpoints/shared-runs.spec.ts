import { describe, expect, it } from '@jest/globals';
import { SharedRuns } from './shared-runs.js';

const APART_MS = 40;

describe('shared runs', () => {
  it('give who asks during a run the next one, together with all others who do, and begin apart', async () => {
    const begun: number[] = [];
    let letGo: () => void = () => undefined;
    const runs = new SharedRuns(async () => {
      const number = begun.push(performance.now());
      if (number === 1) await new Promise<void>((resolve) => { letGo = resolve; });
      return number;
    }, APART_MS);
    const first = [runs.ask(), runs.ask()];
    while (begun.length === 0) await new Promise((resume) => setImmediate(resume));
    const next = [runs.ask(), runs.ask(), runs.ask()];
    letGo();
    expect(await Promise.all([...first, ...next])).toEqual([1, 1, 2, 2, 2]);
    const [one = 0, other = 0] = begun;
    expect(other - one).toBeGreaterThanOrEqual(APART_MS - 1);
  });

  it('go on after one that failed, for all who shared it', async () => {
    let number = 0;
    const runs = new SharedRuns(() => ((number += 1) === 1 ? Promise.reject(new Error('on purpose')) : Promise.resolve(number)), 0);
    const failing = await Promise.allSettled([runs.ask(), runs.ask()]);
    expect(failing.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
    expect(await runs.ask()).toBe(2);
  });
});
