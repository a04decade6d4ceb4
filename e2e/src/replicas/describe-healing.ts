import { expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { forgetSnapshots } from '../faults/kinds/snapshots.js';
import { KafkaAdmin } from '../faults/world/kafka-admin.js';
import { call, listIn } from '../json-answer.js';
import type { InstallationOfTwo } from './installation-of-two.js';

const CODE = 'token_state_republished';
/** A start, two readings, and what was asked for. */
const HEALED_WITHIN_MS = 60_000;

/** For Kafka, whose topic somebody can delete behind the back of whoever writes and reads it. */
export function describeHealing(get: () => InstallationOfTwo): void {
  it('heals with no person acting: a replica that has nothing but the empty topic has every token again, and alarms remain on both sides', async () => {
    const { world } = get();
    const [, replica] = world.replicas;
    await get().isWhole();
    if (world.broker === undefined) throw new Error('This takes Kafka.');
    await new KafkaAdmin(world.broker).makeTopicAgain();
    await replica.kill();
    await forgetSnapshots(world);
    await replica.start();
    await eventually(async () => {
      expect(await get().stateOf(replica)).toMatchObject({ fresh: true, digest: 'agrees' });
      expect((await get().items(replica, get().kept)).status).toBe(200);
    }, { timeoutMs: HEALED_WITHIN_MS, intervalMs: 100 });
    const standing = await Promise.all(world.tokenServices.map(async ({ url }) => listIn((await call(`${url}/health`)).body, 'alarms').map(({ code }) => code)));
    expect(standing.flat()).toEqual([CODE]);
    const metrics = await (await fetch(`${replica.url}/metrics`)).text();
    for (const code of ['replica_digest_differs', 'replica_digest_unhealed']) {
      expect(metrics).toContain(`portcullis_alarm{code="${code}"} 0`);
      expect(metrics).toContain(`portcullis_alarms_raised_total{code="${code}"} 1`);
    }
  }, 180_000);
}
