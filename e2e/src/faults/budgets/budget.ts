import { eventually } from '@portcullis/testing';
import { call, objectIn } from '../../json-answer.js';
import { relays, whoRelays } from '../kinds/relaying.js';
import type { ServiceProcess } from '../world/service-process.js';
import type { World } from '../world/world.js';

/** How long a part may be away before anybody notices: well inside the default bound. */
export interface Budget {
  readonly name: string;
  readonly limitMs: number;
  /** Lets the part go and come back. @returns how long the others had to do without it, ms. */
  spend(world: World): Promise<number>;
}

const failOver = (signal: 'SIGKILL' | 'SIGSTOP'): Budget => ({
  name: `the second token-service relays after ${signal === 'SIGKILL' ? 'kill -9' : 'SIGSTOP'} of the first`,
  limitMs: 5_000,
  async spend(world) {
    const { leader, other } = await whoRelays(world);
    const sinceMs = performance.now();
    leader.signal(signal);
    await untilItRelays(other);
    const tookMs = performance.now() - sinceMs;
    if (signal === 'SIGSTOP') leader.signal('SIGCONT');
    else await leader.start();
    return tookMs;
  },
});

const tokenServiceRestart: Budget = {
  name: 'token-service relays again after a restart, with no other beside it',
  limitMs: 10_000,
  async spend({ tokenServices: [first, second] }) {
    await Promise.all([first.stop(), second.stop()]);
    const sinceMs = performance.now();
    first.launch();
    await untilItRelays(first);
    const tookMs = performance.now() - sinceMs;
    await second.start();
    return tookMs;
  },
};

const brokerRestart: Budget = {
  name: 'replicas hear of the relay again after the broker was killed, from the moment it serves',
  limitMs: 15_000,
  async spend({ broker, replicas }) {
    await broker?.kill();
    // Resolves once the broker takes what is sent.
    await broker?.start();
    const sinceMs = performance.now();
    await Promise.all(replicas.map(untilItIsYoung));
    return performance.now() - sinceMs;
  },
};

/** Everything that may be away, on Kafka. */
export const BUDGETS: readonly Budget[] = [failOver('SIGKILL'), failOver('SIGSTOP'), tokenServiceRestart, brokerRestart];

function untilItRelays(service: ServiceProcess): Promise<void> {
  return eventually(
    async () => {
      if (!(await relays(service))) throw new Error(`${service.name} does not relay.`);
    },
    { timeoutMs: 30_000, intervalMs: 20 },
  );
}

function untilItIsYoung(replica: ServiceProcess): Promise<void> {
  return eventually(
    async () => {
      const health = await call(`${replica.url}/health`, { signal: AbortSignal.timeout(1_000) });
      const ageMs = objectIn(objectIn(health.body, 'parts'), 'replica')['ageMs'];
      if (typeof ageMs !== 'number' || ageMs > 1_000) throw new Error(`${replica.name} is ${String(ageMs)} ms old.`);
    },
    { timeoutMs: 30_000, intervalMs: 20 },
  );
}
