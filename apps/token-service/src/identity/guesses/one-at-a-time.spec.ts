import { describe, expect, it } from '@jest/globals';
import { OneAtATime } from './one-at-a-time.js';

const nextTurn = (): Promise<void> => new Promise((resume) => setImmediate(resume));

describe('tasks one at a time', () => {
  it('never overlap under one key, whether those before them succeed or fail', async () => {
    const queue = new OneAtATime();
    const steps: string[] = [];
    const task = (name: string, fails: boolean) => async (): Promise<void> => {
      steps.push(`${name} begins`);
      await nextTurn();
      steps.push(`${name} ends`);
      if (fails) throw new Error(name);
    };
    const results = await Promise.allSettled([
      queue.run('key', task('first', true)),
      queue.run('key', task('second', false)),
      queue.run('key', task('third', false)),
    ]);
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'fulfilled', 'fulfilled']);
    expect(steps).toEqual(['first begins', 'first ends', 'second begins', 'second ends', 'third begins', 'third ends']);
  });

  it('under different keys do not wait for each other', async () => {
    const queue = new OneAtATime();
    let release = (): void => undefined;
    const held = queue.run('one', () => new Promise<void>((resume) => (release = resume)));
    expect(await queue.run('other', () => Promise.resolve('ran'))).toBe('ran');
    release();
    await held;
  });
});
