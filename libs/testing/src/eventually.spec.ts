import { describe, expect, it } from '@jest/globals';
import { eventually } from './eventually.js';

describe('eventually', () => {
  it('answers with the first value that is neither false nor thrown', async () => {
    let looks = 0;
    const look = (): number | false => {
      looks += 1;
      if (looks === 1) throw new Error('not yet');
      return looks === 2 ? false : looks;
    };
    expect(await eventually(look, { intervalMs: 1 })).toBe(3);
  });

  it('fails with the last reason once its bound has passed', async () => {
    const never = eventually(
      () => {
        expect('closed').toBe('open');
      },
      { timeoutMs: 50 },
    );
    await expect(never).rejects.toThrow('Expected: "open"');
  });

  it('fails within its bound where the assertion itself hangs', async () => {
    const began = performance.now();
    await expect(eventually(() => new Promise<never>(() => undefined), { timeoutMs: 50 })).rejects.toThrow('did not settle');
    expect(performance.now() - began).toBeLessThan(2_000);
  });

  it('says that a condition stayed false', async () => {
    await expect(eventually(() => false, { timeoutMs: 20, intervalMs: 5 })).rejects.toThrow('Still false after 20 ms');
  });
});
