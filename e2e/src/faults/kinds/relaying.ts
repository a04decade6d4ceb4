import { call, objectIn } from '../../json-answer.js';
import { eventually } from '@portcullis/testing';
import type { ServiceProcess } from '../world/service-process.js';
import type { World } from '../world/world.js';

/** Whether this token-service says that it relays; false where it does not answer. */
export async function relays({ url }: ServiceProcess): Promise<boolean> {
  const health = await call(`${url}/health`, { signal: AbortSignal.timeout(1_000) }).catch(() => undefined);
  return health !== undefined && objectIn(objectIn(health.body, 'parts'), 'relay')['relaying'] === true;
}

/** The token-service that relays, and the one that waits. */
export function whoRelays({ tokenServices: [first, second] }: World): Promise<{ leader: ServiceProcess; other: ServiceProcess }> {
  return eventually(
    async () => {
      if (await relays(first)) return { leader: first, other: second };
      if (await relays(second)) return { leader: second, other: first };
      throw new Error('Nobody relays.');
    },
    { timeoutMs: 20_000, intervalMs: 50 },
  );
}
