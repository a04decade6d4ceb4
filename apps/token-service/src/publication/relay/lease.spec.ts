import { describe, expect, it } from '@jest/globals';
import type { Query } from '@portcullis/event-store';
import { moveCheckpoint, readCheckpoint, releaseLease, takeLease } from './lease.js';
import { LOG, relayedStoreOfSuite } from './round.spec-kit.js';

describe('the lease', () => {
  const store = relayedStoreOfSuite();

  it('is not given to a second holder while the first renews it', async () => {
    expect(await takeLease(store().database.query, 'holder-2', LOG)).toBeUndefined();
  });

  it('is taken over, one epoch later and from the same checkpoint, once it has run out', async () => {
    await store().commit('tok_a', 1);
    await store().runRound();
    await store().database.query("UPDATE relay_lease SET renewed_at = renewed_at - interval '3.1 seconds'");
    const next = await takeLease(store().database.query, 'holder-2', LOG);
    expect(next).toMatchObject({ epoch: store().term.epoch + 1, checkpoint: { position: 1 } });
  });

  it('of an instance that died is taken over also after the database’s clock was set back', async () => {
    await store().database.query("UPDATE relay_lease SET renewed_at = clock_timestamp() + interval '1 hour'");
    expect(await takeLease(store().database.query, 'holder-2', LOG)).toMatchObject({ epoch: store().term.epoch + 1 });
  });

  it('has its checkpoint moved without a wait for the disk, and is itself taken with one', async () => {
    const settingAfter = (work: (tx: Query) => Promise<unknown>): Promise<unknown> =>
      store().database.transaction(async (tx) => {
        await tx('SET LOCAL synchronous_commit = on');
        await work(tx);
        return tx('SHOW synchronous_commit');
      });
    expect(await settingAfter((tx) => moveCheckpoint(tx, store().term.epoch, store().term.checkpoint, { position: 1, digest: 1n }))).toEqual([{ synchronous_commit: 'off' }]);
    expect((await readCheckpoint(store().database.query, store().term.epoch))?.position).toBe(1);
    await releaseLease(store().database.query, 'holder-1', store().term.epoch);
    expect(await settingAfter((tx) => takeLease(tx, 'holder-2', LOG))).toEqual([{ synchronous_commit: 'on' }]);
  });

  it('begins at the beginning on another log, which has acknowledged nothing', async () => {
    await store().commit('tok_a', 1);
    await store().runRound();
    await releaseLease(store().database.query, 'holder-1', store().term.epoch);
    const next = await takeLease(store().database.query, 'holder-1', 'kafka 2');
    expect(next).toMatchObject({ checkpoint: { position: 0, digest: 0n } });
  });
});
