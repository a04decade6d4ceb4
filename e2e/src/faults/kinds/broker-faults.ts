import { setTimeout as delay } from 'node:timers/promises';
import type { Fault } from './fault.js';

export const brokerKilled: Fault = {
  name: 'the broker is killed in the middle of it all and comes back',
  logs: ['kafka'],
  async inflict({ broker, boundMs }, random) {
    await broker?.kill();
    await delay(random.between(0, boundMs));
    await broker?.start();
  },
};

export const brokerPaused: Fault = {
  name: 'the broker stands still for longer than the bound',
  logs: ['kafka'],
  async inflict({ broker, boundMs }, random) {
    broker?.pause();
    await delay(boundMs + random.between(500, 3_000));
    broker?.resume();
  },
};
