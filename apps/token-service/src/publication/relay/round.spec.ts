import { describe, expect, it } from '@jest/globals';
import type { LogProducer, OutgoingRecord } from '@portcullis/log';
import { CLOSED_KEY, digestPart, formatDigest, replaceInDigest } from '@portcullis/messages';
import { bootsConcernedBy, markGone, retireBoots } from '../boots/replica-boots.js';
import { readCheckpoint } from './lease.js';
import { MESSAGES_IN_VIEW } from './primary-view.js';
import { BOOT, relayedStoreOfSuite } from './round.spec-kit.js';

describe('a round', () => {
  const store = relayedStoreOfSuite();

  it('copies nonces, admits boots, reads the head, sends messages and closes them, in exactly this order', async () => {
    await store().commit('tok_a', 1);
    await store().runRound();
    expect(store().steps).toEqual(['nonces', 'admit', 'head', 'messages', 'closed', 'checkpoint']);
  });

  it('sends every stored message up to the head in position order, byte for byte, and closes at the head', async () => {
    await store().commit('tok_a', 1);
    await store().commit('tok_b', 1);
    await store().commit('tok_a', 2);
    await store().runRound();
    expect(store().sent.map(({ key }) => key)).toEqual(['tok_a', 'tok_b', 'tok_a', CLOSED_KEY]);
    expect(store().closed()).toMatchObject({ epoch: store().term.epoch, position: 3, nonces: { [BOOT]: 7 } });
  });

  it('closes in the send of its last messages, behind them, and in no send before that', async () => {
    await store().commitMany(1_200);
    await store().runRound();
    expect(store().sends).toEqual([
      { records: 1_000, last: 'tok_999' },
      { records: 201, last: CLOSED_KEY },
    ]);
  });

  it.each([MESSAGES_IN_VIEW - 1, MESSAGES_IN_VIEW, MESSAGES_IN_VIEW + 1])('sends %d messages once, in order, whether or not they all come with the head', async (count) => {
    await store().commitMany(count);
    await store().runRound();
    expect(store().sent.map(({ key }) => key)).toEqual([...Array.from({ length: count }, (_, at) => `tok_${at}`), CLOSED_KEY]);
    expect(store().closed().position).toBe(count);
  });

  it('needs no further send where a full one has reached the head', async () => {
    await store().commitMany(1_000);
    await store().runRound();
    expect(store().sends).toEqual([{ records: 1_001, last: CLOSED_KEY }]);
  });

  it('closes with the content digest of each token’s last message, also after a restart from the checkpoint', async () => {
    await store().commit('tok_a', 1);
    await store().runRound();
    await store().commit('tok_a', 2);
    await store().commit('tok_b', 1);
    await store().runRound();
    const last = new Map(store().sent.filter(({ key }) => key !== CLOSED_KEY).map(({ key, value }) => [key, Buffer.from(value)]));
    const digest = [...last.values()].reduce((sum, value) => replaceInDigest(sum, 0n, digestPart(value)), 0n);
    expect(store().closed().digest).toBe(formatDigest(digest));
  });

  it('sends again, after a relay died before its checkpoint, exactly what that one sent', async () => {
    await store().commit('tok_a', 1);
    const dying = { ...store().producer, send: (records: readonly OutgoingRecord[]) => Promise.all([store().producer.send(records), Promise.reject(new Error('killed'))]).then(([ack]) => ack) };
    await expect(store().runRound({ producer: dying, nonces: [] })).rejects.toThrow('killed');
    await store().runRound();
    const [first, again] = store().sent.filter(({ key }) => key === 'tok_a');
    expect(again?.value).toEqual(first?.value);
  });

  it('closes nothing where the store went back behind the checkpoint: a restore has undone what its digest speaks of', async () => {
    await store().commit('tok_a', 1);
    await store().runRound();
    store().sent.length = 0;
    const ahead = { position: 2, digest: 5n };
    await expect(store().runRound({ checkpoint: ahead, nonces: [] })).rejects.toThrow('restored');
    expect(store().sent).toEqual([]);
  });

  it('echoes a boot only once it stands in the table', async () => {
    await store().runRound();
    await store().commit('tok_a', 1);
    expect((await bootsConcernedBy(store().database.query, 1)).map((row) => row.boot)).toEqual([BOOT]);
    expect(store().closed().nonces).toEqual({ [BOOT]: 7 });
  });

  it('never echoes a retired boot again, nor one that is gone', async () => {
    await store().runRound();
    await retireBoots(store().database.query, store().term.epoch, [BOOT]);
    await store().runRound();
    expect(store().closed().nonces).toEqual({});
    await markGone(store().database.query, [BOOT], 'retired');
    await store().runRound();
    expect(store().closed().nonces).toEqual({});
  });

  it('of a deposed relay sends nothing and moves nothing', async () => {
    await store().commit('tok_a', 1);
    await store().database.query("UPDATE relay_lease SET holder = 'holder-2', epoch = epoch + 1");
    expect(await store().runRound()).toEqual({ done: false, reason: 'deposed' });
    expect(store().sent).toEqual([]);
    expect(await bootsConcernedBy(store().database.query, 1)).toEqual([]);
  });

  it('of a relay deposed while it was sending does not move the checkpoint', async () => {
    await store().commit('tok_a', 1);
    const { epoch } = store().term;
    const late: LogProducer = {
      ...store().producer,
      send: async (records) => {
        await store().database.query("UPDATE relay_lease SET holder = 'holder-2', epoch = $1", [epoch + 1]);
        return store().producer.send(records);
      },
    };
    expect(await store().runRound({ producer: late, nonces: [] })).toEqual({ done: false, reason: 'checkpoint_elsewhere' });
    expect(await readCheckpoint(store().database.query, epoch)).toBeUndefined();
    expect((await readCheckpoint(store().database.query, epoch + 1))?.position).toBe(0);
  });
});
