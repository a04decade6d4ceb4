import { setTimeout as delay } from 'node:timers/promises';
import { messageOf } from '../installation/error-facts.js';
import { OneLineFailure } from '../installation/one-line-failure.js';

const POLL_EVERY_MS = 200;

/**
 * Resolves once the service answers `GET /health/ready` with 200.
 *
 * @throws OneLineFailure where it does not within the bound; whatever `signal` was aborted with.
 */
export async function untilReady(name: string, url: string, patienceMs: number, signal: AbortSignal): Promise<void> {
  const deadline = performance.now() + patienceMs;
  let last = 'no answer';
  while (performance.now() < deadline) {
    signal.throwIfAborted();
    try {
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(2_000), redirect: 'error' });
      if (answer.status === 200) return;
      last = `status ${answer.status}`;
    } catch (error) {
      last = messageOf(error);
    }
    await delay(POLL_EVERY_MS);
  }
  throw new OneLineFailure(`${name} was not ready within ${Math.round(patienceMs / 1_000)} s (${url}/health/ready: ${last}); its log is in the data folder's logs/.`);
}
