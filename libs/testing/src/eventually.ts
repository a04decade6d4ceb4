import { setTimeout as delay } from 'node:timers/promises';

export interface Patience {
  /** Bound of the whole wait; 5 000 by default. */
  readonly timeoutMs?: number;
  /** Pause between two looks; 20 by default. */
  readonly intervalMs?: number;
}

/**
 * Waits until the assertion neither throws nor answers false, and resolves with what it answered.
 *
 * @throws what the assertion threw last, or that it stayed false, once `timeoutMs` have passed.
 */
export async function eventually<T>(assertion: () => T | Promise<T>, { timeoutMs = 5_000, intervalMs = 20 }: Patience = {}): Promise<T> {
  const deadline = performance.now() + timeoutMs;
  let last: unknown;
  do {
    try {
      const answer = await withinBound(assertion, deadline);
      if (answer !== false) return answer;
      last = new Error(`Still false after ${timeoutMs} ms`);
    } catch (error) {
      last = error;
    }
    await delay(intervalMs);
  } while (performance.now() < deadline);
  throw last;
}

async function withinBound<T>(assertion: () => T | Promise<T>, deadline: number): Promise<T> {
  const bound = new AbortController();
  const hung = delay(Math.max(1, deadline - performance.now()), undefined, { signal: bound.signal }).then(() => {
    throw new Error('The assertion itself did not settle in time');
  });
  try {
    return await Promise.race([assertion(), hung]);
  } finally {
    bound.abort();
    hung.catch(() => undefined);
  }
}
