import { setTimeout as delay } from 'node:timers/promises';
import { EVERY_LOG, type Fault } from './fault.js';

export const networkCut: Fault = {
  name: 'the network to the log is cut',
  logs: EVERY_LOG,
  async inflict({ network, boundMs }, random) {
    await network.goDown();
    await delay(random.between(200, boundMs + 1_500));
    await network.restore();
  },
};

export const networkStalled: Fault = {
  name: 'the network to the log stalls for longer than the bound',
  logs: EVERY_LOG,
  async inflict({ network, boundMs }, random) {
    network.stall();
    await delay(boundMs + random.between(500, 2_000));
    await network.restore();
  },
};

/** The case that makes an idempotent producer acknowledge a record that it never wrote. */
export const answersSwallowed: Fault = {
  name: 'what is appended arrives, and its acknowledgement does not',
  logs: EVERY_LOG,
  async inflict({ network }, random) {
    for (let time = 0; time < 3; time += 1) {
      network.swallowAnswers();
      await delay(random.between(50, 1_500));
      await network.restore();
      await delay(random.between(50, 500));
    }
  },
};
