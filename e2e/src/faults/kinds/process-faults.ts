import { setTimeout as delay } from 'node:timers/promises';
import { EVERY_LOG, type Fault } from './fault.js';
import { giveOrder } from './give-order.js';

const HOUR_MS = 3_600_000;

export const replicaKilled: Fault = {
  name: 'a replica is killed without a goodbye and starts again',
  logs: EVERY_LOG,
  async inflict({ replicas }, random) {
    const replica = random.pick(replicas);
    await replica.kill();
    await delay(random.between(0, 2_000));
    await replica.start();
  },
};

export const replicaSuspended: Fault = {
  name: 'a replica is suspended for longer than its bound and wakes up',
  logs: EVERY_LOG,
  async inflict({ replicas, boundMs }, random) {
    const replica = random.pick(replicas);
    replica.signal('SIGSTOP');
    await delay(boundMs * 1.1 + random.between(500, 3_000));
    replica.signal('SIGCONT');
  },
};

export const clocksStepped: Fault = {
  name: 'clocks step an hour forward and back, of a replica and of a token-service',
  logs: EVERY_LOG,
  async inflict(world, random, history) {
    const stepped = random.shuffle([random.pick(world.replicas), random.pick(world.tokenServices)]);
    const steps = stepped.map(({ name }) => ({ process: name, byMs: HOUR_MS, fromMs: performance.now(), toMs: Infinity }));
    history.clockSteps.push(...steps);
    for (const wallMs of random.shuffle([HOUR_MS, -HOUR_MS])) {
      for (const one of stepped) giveOrder(world, one, { wallMs });
      await delay(random.between(500, 1_500));
    }
    for (const step of steps) step.toMs = performance.now();
  },
};

/** While a machine sleeps its monotonic clock stands still, and only the wall clock tells. */
export const machineAsleep: Fault = {
  name: "a replica's machine sleeps: the process and its monotonic clock stand still",
  logs: EVERY_LOG,
  async inflict(world, random) {
    const replica = random.pick(world.replicas);
    const asleepMs = world.boundMs * 1.1 + random.between(500, 2_000);
    replica.signal('SIGSTOP');
    await delay(asleepMs);
    giveOrder(world, replica, { monotonicMs: -asleepMs });
    replica.signal('SIGCONT');
  },
};

export const databaseRestarted: Fault = {
  name: 'PostgreSQL restarts',
  logs: EVERY_LOG,
  async inflict({ database }, random) {
    await database.stop();
    await delay(random.between(0, 1_500));
    await database.start();
  },
};

/** A new boot has to stand in the table before it is echoed, or a change made in this moment would not wait for it. */
export const justJoined: Fault = {
  name: 'both replicas have just joined when the network to the log stalls for less than their bound',
  logs: EVERY_LOG,
  async inflict({ replicas, network, boundMs }, random) {
    for (const replica of replicas) {
      await replica.stop();
      await replica.start();
    }
    await delay(random.between(0, 500));
    network.stall();
    await delay(boundMs - random.between(300, 1_000));
    await network.restore();
  },
};
