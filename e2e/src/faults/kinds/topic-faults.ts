import { eventually } from '@portcullis/testing';
import type { SeededRandom } from '../seeded-random.js';
import { KafkaAdmin } from '../world/kafka-admin.js';
import type { World } from '../world/world.js';
import type { Fault } from './fault.js';
import { forgetSnapshots } from './snapshots.js';

export const topicMadeAgain: Fault = {
  name: 'the topic is deleted and made again, and a replica starts from what it finds',
  logs: ['kafka'],
  async inflict(world, random) {
    await renewRelays(world);
    await adminOf(world).makeTopicAgain();
    await startFromNothing(world, random);
  },
};

export const offsetsOutOfRange: Fault = {
  name: 'the offset that a replica comes back to is out of range',
  logs: ['kafka'],
  async inflict(world, random) {
    await renewRelays(world);
    const replica = random.pick(world.replicas);
    await replica.kill();
    await adminOf(world).truncate();
    await replica.start();
  },
};

/** A request left in a socket's buffer can be appended after its retry, and compaction then keeps the older state. */
export const lateDuplicate: Fault = {
  name: 'a state from before a revocation is appended late, and compaction keeps it in place of the revocation',
  logs: ['kafka'],
  async inflict(world, random) {
    await renewRelays(world);
    const admin = adminOf(world);
    const { key, value } = await stateBeforeARevocation(world);
    await admin.append({ key, value });
    await admin.compactAtOnce();
    await eventually(
      async () => {
        const kept = await admin.recordsOf(key);
        if (kept.length !== 1 || kept[0]?.equals(value) !== true) throw new Error(`The topic keeps ${kept.length} records of ${key}.`);
      },
      { timeoutMs: 90_000, intervalMs: 1_000 },
    );
    await startFromNothing(world, random);
  },
};

/** The first state of the token whose revocation is the newest. */
async function stateBeforeARevocation({ database }: World): Promise<{ key: string; value: Buffer }> {
  return eventually(async () => {
    const [row] = await database.ask<{ key: string; bytes: Buffer }>(
      'token_service',
      `SELECT first.key, first.bytes FROM event_message first
        WHERE EXISTS (SELECT FROM event WHERE event.stream = (SELECT e.stream FROM event e WHERE e.position = first.position) AND event.type = 'TokenRevoked')
          AND NOT EXISTS (SELECT FROM event_message earlier WHERE earlier.key = first.key AND earlier.position < first.position)
        ORDER BY first.position DESC LIMIT 1`,
    );
    if (row === undefined) throw new Error('No token was revoked yet.');
    return { key: row.key, value: row.bytes };
  });
}

/** A relay publishes again at most once in ten minutes; here several faults need it within one. */
async function renewRelays({ tokenServices }: World): Promise<void> {
  await Promise.all(tokenServices.map((one) => one.stop()));
  await Promise.all(tokenServices.map((one) => one.start()));
}

/** A replica that has nothing but the topic. */
async function startFromNothing(world: World, random: SeededRandom): Promise<void> {
  const replica = random.pick(world.replicas);
  await replica.kill();
  await forgetSnapshots(world);
  await replica.start();
}

function adminOf({ broker }: World): KafkaAdmin {
  if (broker === undefined) throw new Error('This fault takes Kafka.');
  return new KafkaAdmin(broker);
}
