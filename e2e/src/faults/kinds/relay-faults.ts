import { setTimeout as delay } from 'node:timers/promises';
import { eventually } from '@portcullis/testing';
import { giveOrder } from './give-order.js';
import { EVERY_LOG, type Fault } from './fault.js';
import { relays, whoRelays } from './relaying.js';

/** A round is some ten writes to the database and the log, and the leader makes others beside it. */
const WRITES_OF_A_ROUND = 14;
const TIMES = 3;

export const relayKilled: Fault = {
  name: 'the relay is killed at a step of its round, three times at three steps',
  logs: EVERY_LOG,
  async inflict(world, random) {
    for (let time = 0; time < TIMES; time += 1) {
      const { leader } = await whoRelays(world);
      giveOrder(world, leader, { dieAtWrite: random.between(1, WRITES_OF_A_ROUND) });
      await leader.gone();
      await leader.start();
    }
  },
};

export const leaderPaused: Fault = {
  name: 'the leader is paused past its lease, and wakes up deposed',
  logs: EVERY_LOG,
  async inflict(world, random) {
    const { leader, other } = await whoRelays(world);
    leader.signal('SIGSTOP');
    await eventually(
      async () => {
        if (!(await relays(other))) throw new Error('The other instance has not taken over.');
      },
      { timeoutMs: 20_000, intervalMs: 50 },
    );
    await delay(random.between(0, 2_000));
    leader.signal('SIGCONT');
  },
};

/** Whoever decides on receipts starts with nothing heard: the boots are in the table, or a confirmation is a guess. */
export const bothRestartedWhileTheLogIsAway: Fault = {
  name: 'both token-services start anew while a replica goes on and the log comes and goes',
  logs: EVERY_LOG,
  async inflict({ tokenServices, network }, random) {
    await Promise.all(tokenServices.map((one) => one.kill()));
    await Promise.all(tokenServices.map((one) => one.start()));
    network.stall();
    await delay(random.between(500, 2_000));
    await network.restore();
  },
};
