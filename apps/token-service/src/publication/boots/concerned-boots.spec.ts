import { describe, expect, it } from '@jest/globals';
import { BOOT, relayedStoreOfSuite } from '../relay/round.spec-kit.js';
import { bootsConcernedBy, markGone } from './replica-boots.js';

describe('a boot concerns a change', () => {
  const store = relayedStoreOfSuite();

  it('above the position at which it was admitted, and none below', async () => {
    await store().commit('tok_a', 1);
    await store().runRound();
    await store().commit('tok_a', 2);
    expect(await bootsConcernedBy(store().database.query, 1)).toEqual([]);
    expect(await bootsConcernedBy(store().database.query, 2)).toMatchObject([{ boot: BOOT, phase: 'serving', gone: false }]);
  });

  it('until it is gone, and keeps concerning those before', async () => {
    await store().runRound();
    await store().commit('tok_a', 1);
    await markGone(store().database.query, [BOOT], 'goodbye');
    await store().commit('tok_a', 2);
    expect(await bootsConcernedBy(store().database.query, 1)).toMatchObject([{ phase: 'goodbye', gone: true }]);
    expect(await bootsConcernedBy(store().database.query, 2)).toEqual([]);
  });

  it('where its admission and the change meet: an append waits for an admission under way', async () => {
    const order: string[] = [];
    const { appended } = await store().database.transaction(async (tx) => {
      await tx('SELECT position FROM event_head FOR SHARE');
      const appending = store().commit('tok_a', 1).then(() => order.push('append'));
      await tx("INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 's', 1, 0)", [BOOT]);
      order.push('admitted');
      return { appended: appending };
    });
    await appended;
    expect(order).toEqual(['admitted', 'append']);
  });
});
