import { describe, expect, it, jest } from '@jest/globals';
import { oneAtATime } from './one-at-a-time.js';

describe('what is asked for again and again', () => {
  it('is done once at a time, and once more for all that asked meanwhile', async () => {
    jest.useFakeTimers();
    try {
      const work = jest.fn<() => Promise<void>>().mockResolvedValue();
      const refresh = oneAtATime(work, 100);
      refresh.ask();
      refresh.ask();
      refresh.ask();
      expect(work).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(99);
      expect(work).toHaveBeenCalledTimes(1);
      await jest.advanceTimersByTimeAsync(1_000);
      expect(work).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });

  it('goes on after a failure, and not after its end', async () => {
    jest.useFakeTimers();
    try {
      const work = jest.fn<() => Promise<void>>().mockRejectedValue(new Error('away'));
      const refresh = oneAtATime(work, 100);
      refresh.ask();
      await jest.advanceTimersByTimeAsync(100);
      refresh.ask();
      expect(work).toHaveBeenCalledTimes(2);
      refresh.ask();
      refresh.stop();
      await jest.advanceTimersByTimeAsync(1_000);
      expect(work).toHaveBeenCalledTimes(2);
    } finally {
      jest.useRealTimers();
    }
  });
});
