import { setTimeout as delay } from 'node:timers/promises';

/** Waits for a condition. @throws once `withinMs` have passed without it */
export async function until(condition: () => boolean | Promise<boolean>, withinMs = 10_000): Promise<void> {
  const deadline = performance.now() + withinMs;
  while (!(await condition())) {
    if (performance.now() > deadline) throw new Error(`The condition did not come true within ${withinMs / 1_000} s.`);
    await delay(10);
  }
}
