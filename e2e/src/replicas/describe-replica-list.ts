import { afterEach, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { SHORT_BOUND_MS } from '../faults/world/world.js';
import { call, listIn, objectIn } from '../json-answer.js';
import { confirmedReceipt, type InstallationOfTwo } from './installation-of-two.js';

/** From the last probe of a process that was killed to the moment its silence is noticed: ten seconds, and a look a second. */
const RETIRED_WITHIN_MS = 20_000;

export function describeReplicaList(get: () => InstallationOfTwo): void {
  afterEach(async () => {
    const [, replica] = get().world.replicas;
    if (!replica.isRunning) await replica.start();
  }, 90_000);

  it('tells of each process its service, boot, bound, freshness, applied position and digest: at either token-service, in its health, and as the process itself does', async () => {
    const { world, operators } = get();
    await get().isWhole();
    const boots = new Set<unknown>();
    for (const replica of world.replicas) {
      await eventually(async () => {
        const own = await get().stateOf(replica);
        expect(own).toMatchObject({ service: 'inventory-public-api', boundMs: SHORT_BOUND_MS, fresh: true, digest: 'agrees' });
        boots.add(own['boot']);
        const told = { service: own['service'], boot: own['boot'], boundMs: SHORT_BOUND_MS, status: 'serving', fresh: true, digest: 'agrees', appliedPosition: own['appliedPosition'], lag: 0 };
        for (const operator of operators) expect(await get().listed(operator, own['boot'])).toMatchObject(told);
        for (const { url } of world.tokenServices) {
          const part = objectIn(objectIn((await call(`${url}/health`)).body, 'parts'), 'replicas');
          expect(listIn(part, 'replicas')).toContainEqual(expect.objectContaining(told));
        }
      }, { timeoutMs: 10_000, intervalMs: 100 });
    }
    expect(boots.size).toBe(2);
  }, 90_000);

  it('has a process that stops gone by its goodbye, and no change waits for it; started again it is another boot', async () => {
    const { world: { replicas: [, replica] }, operator, operators } = get();
    await get().isWhole();
    const { boot } = await get().stateOf(replica);
    await replica.stop();
    // Well before a silence would be noticed.
    await eventually(async () => {
      for (const one of operators) expect(await get().listed(one, boot)).toMatchObject({ status: 'gone', fresh: false });
    }, { timeoutMs: 5_000, intervalMs: 50 });
    const receipt = await confirmedReceipt(operator, (await operator.issue({ name: 'After a goodbye', scopes: ['items:read'] })).answer, 3_000);
    expect(receipt.replicas.filter((one) => one.boot === boot && one.confirmedBy !== 'goodbye')).toEqual([]);
    await replica.start();
    const next = (await get().stateOf(replica))['boot'];
    expect(next).not.toBe(boot);
    await eventually(async () => {
      for (const one of operators) expect(await get().listed(one, next)).toMatchObject({ status: 'serving', fresh: true });
    });
  }, 120_000);

  it('retires a process that was killed after ten seconds of silence, and has it gone once it has outlived its bound; until then changes answer 202', async () => {
    const { world: { replicas: [, replica] }, operator, operators } = get();
    await get().isWhole();
    const { boot } = await get().stateOf(replica);
    await replica.kill();
    const killedMs = performance.now();
    const { answer } = await operator.issue({ name: 'Nobody knows of it', scopes: ['items:read'] });
    expect([answer.status, answer.body.receipt.confirmed]).toEqual([202, false]);
    await eventually(async () => {
      for (const one of operators) expect(await get().listed(one, boot)).toMatchObject({ status: 'serving', fresh: false });
    }, { timeoutMs: SHORT_BOUND_MS + 2_000, intervalMs: 50 });
    await eventually(async () => {
      for (const one of operators) expect(await get().listed(one, boot)).toMatchObject({ status: 'retired', fresh: false });
    }, { timeoutMs: RETIRED_WITHIN_MS, intervalMs: 50 });
    expect(performance.now() - killedMs).toBeGreaterThan(9_500);
    const retiredMs = performance.now();
    await eventually(async () => {
      for (const one of operators) expect(['gone', undefined]).toContain((await get().listed(one, boot)).status);
    }, { timeoutMs: RETIRED_WITHIN_MS, intervalMs: 50 });
    // 1.1 bounds of its own, less what the second instance and this test were late to see that it was retired.
    expect(performance.now() - retiredMs).toBeGreaterThan(SHORT_BOUND_MS / 2);
    await eventually(async () => {
      expect((await operator.issue({ name: 'After the retirement', scopes: ['items:read'] })).answer.status).toBe(201);
    }, { timeoutMs: 5_000 });
  }, 120_000);
}
