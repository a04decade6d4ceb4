import { eventually } from '@portcullis/testing';
import type { History } from '../history/history.js';
import { opens, RESOURCES, type TokenLife } from '../history/token-life.js';
import { callReplica } from '../workload/call-replica.js';
import { KafkaAdmin } from '../world/kafka-admin.js';
import { SHORT_BOUND_MS, type World } from '../world/world.js';
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
    await callWithWhatWasRevoked(world, history, key);
    await admin.compactAtOnce();
    const kept = await onlyRecordOf(key, admin);
    if (!kept.equals(value)) throw new Error(`A state of ${key} was published after the late one, so compaction kept that and nothing was tested.`);
    await startFromNothing(world);
  },
};

/** Whoever takes the late state for the newest opens to it until its digest is next compared: a moment that chance may miss. */
async function callWithWhatWasRevoked({ replicas }: World, history: History, id: string): Promise<void> {
  const life = history.tokens.get(id);
  const resource = RESOURCES.find((one) => life !== undefined && opens(life, one));
  if (life === undefined || resource === undefined) throw new Error(`${id} never opened anything.`);
  for (const overAtMs = performance.now() + SHORT_BOUND_MS; performance.now() < overAtMs; ) {
    await Promise.all(replicas.map((replica) => callReplica(history, replica, life, resource)));
  }
}

function onlyRecordOf(key: string, admin: KafkaAdmin): Promise<Buffer> {
  return eventually(
    async () => {
      const [kept, ...others] = await admin.recordsOf(key);
      if (kept === undefined || others.length > 0) throw new Error(`The topic keeps ${others.length + 1} records of ${key}.`);
      return kept;
    },
    { timeoutMs: 90_000, intervalMs: 1_000 },
  );
}

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
