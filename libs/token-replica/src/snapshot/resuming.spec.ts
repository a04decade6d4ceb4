import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually } from '@portcullis/testing';
import { stateMessage } from '../messages.spec-kit.js';
import { SnapshotWorld, TestToken } from './snapshot-world.spec-kit.js';
import { idsOf, savedContent } from './stored-copy.spec-kit.js';

const good = new TestToken('tok_good');
let world: SnapshotWorld;

beforeEach(async () => {
  world = await SnapshotWorld.create();
});
afterEach(() => world.end());

describe('a replica with a snapshot', () => {
  it('starts where the one before it ended, and takes no message twice', async () => {
    world.relay.publish('tok_good', good.issued(1, 1));
    world.relay.publish('tok_other', stateMessage('tok_other', 1, { position: 2 }));
    await world.liveOnce();
    world.relay.publish('tok_new', stateMessage('tok_new', 1, { position: 3 }));
    const life = await (await world.begin()).fresh();
    expect(world.takenByNewest()).toEqual(['tok_new']);
    expect(life.snapshot().loaded).toMatchObject({ tokens: 2 });
    expect(life.replica.status().tokens).toBe(3);
    expect(life.outcome(good)).toBe('allowed');
    expect(life.observed).toEqual([]);
  });

  it('is not fresh by its snapshot: a closed record that answers a probe of this life has to count first', async () => {
    world.relay.publish('tok_good', good.issued());
    await world.liveOnce();
    world.stopRounds();
    const life = await world.begin();
    await eventually(() => life.replica.status().tokens === 1);
    world.relay.closeWithout(life.replica.status().boot);
    expect(life.outcome(good)).toBe('stale');
    expect(life.replica.hasBeenFresh()).toBe(false);
    world.resumeRounds();
    await life.fresh();
    expect(life.outcome(good)).toBe('allowed');
  });

  it('tells again of a token whose message it does not understand', async () => {
    world.relay.publish('tok_newer', stateMessage('tok_newer', 1, { schema: 2 }));
    await world.liveOnce();
    const life = await (await world.begin()).fresh();
    expect(life.replica.status()).toMatchObject({ tokens: 1, closedTokens: 1 });
    expect(life.observed).toEqual(['not understood']);
    world.relay.publish('tok_newer', stateMessage('tok_newer', 2));
    await eventually(() => life.observed.includes('all understood'));
  });

  it('saves a change soon, though it never stops', async () => {
    const life = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued());
    await life.saved(world.lastStateOffset());
    expect(idsOf(await savedContent(world.database))).toEqual(['tok_good']);
  });
});
