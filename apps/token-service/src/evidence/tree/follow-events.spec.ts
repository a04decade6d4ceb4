import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { leafHash, rootOf, treeInMemory } from '@portcullis/history-proof';
import { EvidenceStore } from '../evidence-store.spec-kit.js';
import { endsAt } from '../workspaces/workspace-ends.js';
import { EVENTS_IN_A_BATCH, followEvents } from './follow-events.js';
import { storedRoot } from './stored-tiles.js';
import { treeAndHead } from './tree-size.js';

let store: EvidenceStore;
beforeEach(async () => {
  store = await EvidenceStore.open();
});
afterEach(() => store.drop());

async function expectWhole(size: number): Promise<void> {
  const leaves = (await store.bytes()).map(leafHash);
  expect(await treeAndHead(store.evidence.query)).toEqual({ size, head: leaves.length });
  expect(await storedRoot(store.evidence.query, size)).toEqual(await rootOf(size, treeInMemory(leaves)));
}

describe('the tree', () => {
  it('takes events in the order of their positions, a bounded number at a time, and those that come later after them', async () => {
    await store.append(EVENTS_IN_A_BATCH + 100);
    expect(await store.evidence.transaction(followEvents)).toBe(EVENTS_IN_A_BATCH);
    await expectWhole(EVENTS_IN_A_BATCH);
    expect(await store.evidence.transaction(followEvents)).toBe(100);
    expect(await store.evidence.transaction(followEvents)).toBe(0);
    await store.append(7);
    expect(await store.follower().followAll()).toBe(EVENTS_IN_A_BATCH + 107);
    await expectWhole(EVENTS_IN_A_BATCH + 107);
  });

  it('is the same after a process was killed anywhere in a batch', async () => {
    await store.append(600);
    await store.evidence.transaction(followEvents);
    for (const table of ['evidence_tile', 'evidence_workspace', 'evidence_tree']) {
      await expect(
        store.evidence.transaction(async (query) => {
          await followEvents((sql, params) => (new RegExp(`(INTO|UPDATE) ${table}`).test(sql) ? Promise.reject(new Error(`killed at ${table}`)) : query(sql, params)));
        }),
      ).rejects.toThrow(`killed at ${table}`);
      await expectWhole(EVENTS_IN_A_BATCH);
    }
    expect(await store.follower().followAll()).toBe(600);
    await expectWhole(600);
  });

  it('is the same where two followers bring events in at once, while others are appended', async () => {
    const followers = [store.follower(), store.follower()];
    await store.append(1_200);
    await Promise.all([...followers.map((follower) => follower.followAll()), store.append(300)]);
    await Promise.all(followers.map((follower) => follower.followAll()));
    await expectWhole(1_500);
  });

  it('says which event is missing', async () => {
    await store.append(5);
    await store.tamper('DELETE FROM event WHERE position = 3');
    await expect(store.follower().followAll()).rejects.toMatchObject({ name: 'MissingEvent', position: 3 });
  });

  it('knows how far each workspace is, in the order of the bytes of their ids', async () => {
    await store.append(10);
    await store.follower().followAll();
    expect((await endsAt(store.evidence.query, 10)).map(({ workspaceId, count }) => [workspaceId, count])).toEqual([['wsp_0', 4], ['wsp_1', 3], ['wsp_2', 3]]);
  });
});
