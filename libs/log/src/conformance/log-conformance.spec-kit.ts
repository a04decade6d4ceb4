import { afterAll, afterEach, beforeAll } from '@jest/globals';
import { describeClosing } from './closing.spec-kit.js';
import { describeDelivery } from './delivery.spec-kit.js';
import { describeFaults } from './faults.spec-kit.js';
import type { LogUnderTest } from './log-under-test.spec-kit.js';
import { describeProducing } from './producing.spec-kit.js';
import { describeTopology } from './topology.spec-kit.js';
import { World } from './world.spec-kit.js';

/** What every adapter of the port must hold, whatever its server and the network between do. */
export function describeLogConformance(start: () => Promise<LogUnderTest>): void {
  const world = new World(start);
  beforeAll(() => world.begin(), 120_000);
  afterEach(() => world.closeWhatWasOpened());
  afterAll(() => world.end());

  describeDelivery(world);
  describeProducing(world);
  describeFaults(world);
  describeClosing(world);
  describeTopology(world);
}
