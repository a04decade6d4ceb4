import { eventually } from '@portcullis/testing';
import type { History } from '../history/history.js';
import { opens, RESOURCES, type TokenLife } from '../history/token-life.js';
import { KafkaAdmin } from '../world/kafka-admin.js';
import type { World } from '../world/world.js';
import type { Fault } from './fault.js';
import { forgetSnapshots } from './snapshots.js';

export const topicMadeAgain: Fault = {
  name: 'the topic is deleted and made again, and the replicas start from what they find',
  logs: ['kafka'],
  async inflict(world) {
    await renewRelays(world);
    await adminOf(world).makeTopicAgain();
    await startFromNothing(world);
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
  async inflict(world, _random, history) {
    await renewRelays(world);
    const admin = adminOf(world);
    const { key, value } = await stateBeforeARevocation(world, history);
    history.touched.add(key);
    await admin.append({ key, value });
    await admin.compactAtOnce();
    await eventually(
      async () => {
        const kept = await admin.recordsOf(key);
        if (kept.length !== 1 || kept[0]?.equals(value) !== true) throw new Error(`The topic keeps ${kept.length} records of ${key}.`);
      },
      { timeoutMs: 90_000, intervalMs: 1_000 },
    );
    await startFromNothing(world);
  },
};

/** The first state of the token whose revocation is the newest, of those that would open something if they were taken for live. */
async function stateBeforeARevocation({ database }: World, history: History): Promise<{ key: string; value: Buffer }> {
  return eventually(async () => {
    const rows = await database.ask<{ key: string; bytes: Buffer }>(
      'token_service',
      `SELECT first.key, first.bytes FROM event_message first
        WHERE EXISTS (SELECT FROM event WHERE event.stream = (SELECT e.stream FROM event e WHERE e.position = first.position) AND event.type = 'TokenRevoked')
          AND NOT EXISTS (SELECT FROM event_message earlier WHERE earlier.key = first.key AND earlier.position < first.position)
        ORDER BY first.position DESC LIMIT 100`,
    );
    const telling = new Set(history.confirmedRevoked().filter((life) => life.secrets.length === 1 && opensAnything(life)).map(({ id }) => id));
    const row = rows.find(({ key }) => telling.has(key));
    if (row === undefined) throw new Error('No token that opened something was revoked yet.');
    return { key: row.key, value: row.bytes };
  });
}

function opensAnything(life: TokenLife): boolean {
  return RESOURCES.some((resource) => opens(life, resource));
}

/** A relay publishes again at most once in ten minutes; here several faults need it within one. */
async function renewRelays({ tokenServices }: World): Promise<void> {
  await Promise.all(tokenServices.map((one) => one.stop()));
  await Promise.all(tokenServices.map((one) => one.start()));
}

/** Replicas that have nothing but the topic. One that lived on would leave its copy to those that start. */
async function startFromNothing(world: World): Promise<void> {
  for (const replica of world.replicas) await replica.kill();
  await forgetSnapshots(world);
  await Promise.all(world.replicas.map((replica) => replica.start()));
}

function adminOf({ broker }: World): KafkaAdmin {
  if (broker === undefined) throw new Error('This fault takes Kafka.');
  return new KafkaAdmin(broker);
}
