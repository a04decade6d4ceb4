import { describe, expect, it } from '@jest/globals';
import { ConcurrencyLimit } from './concurrency-limit.js';

describe('a concurrency limit', () => {
  it('lets no more tasks run at once than it says, and all of them in the end', async () => {
    const limit = new ConcurrencyLimit(2);
    let running = 0;
    let most = 0;
    const done: number[] = [];
    const task = (number: number) => async (): Promise<void> => {
      running += 1;
      most = Math.max(most, running);
      await new Promise((resume) => setImmediate(resume));
      running -= 1;
      done.push(number);
    };
    await Promise.all(Array.from({ length: 20 }, (_, number) => limit.run(task(number))));
    expect(most).toBe(2);
    expect(done).toEqual(Array.from({ length: 20 }, (_, number) => number));
  });

  it('goes on after a task that failed', async () => {
    const limit = new ConcurrencyLimit(1);
    const failing = limit.run(() => Promise.reject(new Error('on purpose')));
    const next = limit.run(() => Promise.resolve('ran'));
    await expect(failing).rejects.toThrow('on purpose');
    expect(await next).toBe('ran');
  });
});
