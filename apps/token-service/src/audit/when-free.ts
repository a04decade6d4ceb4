import { unlessBusy } from '../tokens/attempt.js';

/** Each waits for the row for as long as a lock may be waited for, two seconds. */
const ATTEMPTS = 10;

/**
 * Does what needs a row that others hold for moments: one that is busy is tried again, as a command that goes through
 * everything must not end over one row.
 *
 * @param work a transaction of its own, which changes nothing where it fails
 */
export async function whenFree<T>(work: () => Promise<T>): Promise<T> {
  for (let attempt = 1; attempt < ATTEMPTS; attempt += 1) {
    const done = await unlessBusy(async () => ({ outcome: 'done' as const, value: await work() }));
    if (done.outcome === 'done') return done.value;
  }
  return work();
}
