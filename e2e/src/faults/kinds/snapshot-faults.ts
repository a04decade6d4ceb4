import { setTimeout as delay } from 'node:timers/promises';
import { EVERY_LOG, type Fault } from './fault.js';
import { bringBackSnapshots, keepSnapshots } from './snapshots.js';

export const oldSnapshot: Fault = {
  name: 'both replicas start from a backup of their database, from before revocations that were confirmed',
  logs: EVERY_LOG,
  async inflict(world, random) {
    await keepSnapshots(world);
    await delay(random.between(1_500, 4_000));
    await Promise.all(world.replicas.map((one) => one.kill()));
    await bringBackSnapshots(world);
    await Promise.all(world.replicas.map((one) => one.start()));
  },
};
