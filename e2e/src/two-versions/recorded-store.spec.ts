import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startWorld } from '../faults/world/start-world.js';
import { SHORT_BOUND_MS, type World } from '../faults/world/world.js';
import { callItems, Operator } from '../operator.js';
import { eventTypes } from './event-types.js';
import { bringBackStore, readRecordedStore } from './recorded-store.js';
import { untilWhole } from './running-versions.js';

describe.each(['version-1'])('what a token-service of %s stored', (version) => {
  const recorded = readRecordedStore(version);
  let world: World;
  let operator: Operator;

  beforeAll(async () => {
    world = await startWorld('embedded', SHORT_BOUND_MS);
    for (const one of world.tokenServices) await one.stop();
    const [today] = world.owners;
    await bringBackStore(world.database.ask.bind(world.database), recorded, today);
    for (const one of world.tokenServices) await one.start();
    await untilWhole(world);
    operator = await Operator.logIn(world.tokenServices[0].url, recorded.owner.email, today.password);
  }, 300_000);
  afterAll(async () => {
    await world.stop();
    world.remove();
  }, 60_000);

  it.each(recorded.tokens)('is what today’s replicas go by, the messages as they were written then: a token $what', async ({ secrets }) => {
    for (const { token, status } of secrets) {
      for (const replica of world.replicas) expect((await callItems(replica.url, token)).status).toBe(status);
    }
  });

  it('is read by today’s token-service: every token, with its history', async () => {
    for (const { id, events } of recorded.tokens) {
      expect((await operator.show(id)).status).toBe(200);
      expect(await eventTypes(operator, id)).toEqual(events);
    }
  });

  it('is gone on from: its tokens are revoked, confirmed, and refused from then on; new ones are issued', async () => {
    for (const { id } of recorded.tokens) {
      const { status, body } = await operator.revoke(id);
      expect([status, body.receipt.confirmed]).toEqual([200, true]);
    }
    const statuses = await Promise.all(
      recorded.tokens.flatMap(({ secrets }) => secrets.flatMap(({ token }) => world.replicas.map((replica) => callItems(replica.url, token)))),
    );
    expect(new Set(statuses.map(({ status }) => status))).toEqual(new Set([401]));
    const issued = await operator.issue({ name: 'Of today', scopes: ['items:read'] });
    expect((await callItems(world.replicas[0].url, issued.token)).status).toBe(200);
  });
});
