import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { digestPart, TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { eventually } from '@portcullis/testing';
import { stateMessage } from '../messages.spec-kit.js';
import { SnapshotWorld, TestToken } from './snapshot-world.spec-kit.js';

const good = new TestToken('tok_good');
const ended = new TestToken('tok_ended');
const forged = new TestToken('tok_forged');
let world: SnapshotWorld;

beforeEach(async () => {
  world = await SnapshotWorld.create();
  world.relay.publish('tok_good', good.issued(1, 1));
  world.relay.publish('tok_ended', ended.issued(1, 2));
  world.relay.publish('tok_ended', ended.revoked(2, 3));
  await world.liveOnce();
});
afterEach(() => world.end());

const bytesOf = (message: Buffer): string => `'\\x${message.toString('hex')}'::bytea`;
const partOf = (message: Buffer): bigint => BigInt.asIntN(64, digestPart(message));

/** The copy in the database, as the next life will find it. */
async function rightCopy(): Promise<void> {
  await eventually(
    async () => {
      const rows = await world.database.query<{ key: Buffer; bytes: Buffer }>('SELECT key, bytes FROM portcullis_replica.snapshot_message ORDER BY key');
      expect(rows.map(({ key, bytes }) => [key.toString(), bytes])).toEqual([
        ['tok_ended', ended.revoked(2, 3)],
        ['tok_good', good.issued(1, 1)],
      ]);
    },
    { timeoutMs: 15_000 },
  );
}

describe('a snapshot that is not what was written is noticed, alarms, is discarded, and is written anew', () => {
  it.each([
    ['lacks a message', "DELETE FROM portcullis_replica.snapshot_message WHERE key = 'tok_ended'"],
    ['lost all messages', 'TRUNCATE portcullis_replica.snapshot_message'],
    ['has an older message in the place of a revocation', `UPDATE portcullis_replica.snapshot_message SET bytes = ${bytesOf(ended.issued(1, 2))} WHERE key = 'tok_ended'`],
    ['has a message cut short', 'UPDATE portcullis_replica.snapshot_message SET bytes = substr(bytes, 1, 100)'],
    ['has a message under another key', "UPDATE portcullis_replica.snapshot_message SET key = 'tok_x' WHERE key = 'tok_good'"],
    ['has a message too many', `INSERT INTO portcullis_replica.snapshot_message VALUES ('tok_forged', 1, 0, ${bytesOf(forged.issued(1, 4))})`],
    ['has another digest', 'UPDATE portcullis_replica.snapshot SET digest = 7'],
  ])('where it %s', async (_case, damage) => {
    await world.database.query(damage);
    const life = await (await world.begin()).fresh();
    expect(life.snapshot()).toMatchObject({ loaded: null, notLoaded: expect.stringMatching(/digest|key/) });
    expect(life.observed).toEqual(['altered']);
    expect([life.outcome(good), life.outcome(ended), life.outcome(forged)]).toEqual(['allowed', 'invalid', 'invalid']);
    await rightCopy();
  });

  it('also where it agrees with itself: it never gets fresh, and the log is read again', async () => {
    const old = ended.issued(1, 2);
    await world.database.query(`UPDATE portcullis_replica.snapshot_message SET bytes = ${bytesOf(old)} WHERE key = 'tok_ended'`);
    await world.database.query(
      `UPDATE portcullis_replica.snapshot SET digest = mod(digest - (${partOf(ended.revoked(2, 3))}) + (${partOf(old)}) + 3 * 18446744073709551616, 18446744073709551616)`,
    );
    const life = await world.begin();
    expect(life.snapshot().loaded).toMatchObject({ tokens: 2 });
    await eventually(() => {
      expect(life.outcome(ended)).not.toBe('allowed');
      return life.replica.status().fresh;
    });
    expect([life.outcome(good), life.outcome(ended)]).toEqual(['allowed', 'invalid']);
    expect(life.observed).toEqual(['differs', 'agrees again']);
    await rightCopy();
  });

  it('also where its offset was moved past a revocation: that token is never accepted', async () => {
    world.relay.publish('tok_good', good.revoked(2, 4));
    await world.database.query(`UPDATE portcullis_replica.snapshot SET next_offset = ${world.lastStateOffset() + 1}`);
    const life = await world.begin();
    await eventually(() => {
      expect(life.outcome(good)).not.toBe('allowed');
      return life.replica.status().fresh;
    });
    expect(life.outcome(good)).toBe('invalid');
  });
});

describe('a snapshot that is of something else is discarded without an alarm, and written anew', () => {
  it.each([
    ['log', "UPDATE portcullis_replica.snapshot SET log_identity = 'another'"],
    ['topic', "UPDATE portcullis_replica.snapshot SET topic = 'another'"],
  ])('of another %s', async (_case, change) => {
    await world.database.query(change);
    const life = await (await world.begin()).fresh();
    expect(life.snapshot()).toMatchObject({ loaded: null, notLoaded: expect.stringContaining('it is of') });
    expect(life.outcome(good)).toBe('allowed');
    expect(life.observed).toEqual([]);
    await eventually(
      async () => {
        const rows = await world.database.query<{ log_identity: string; topic: string; next_offset: string }>('SELECT * FROM portcullis_replica.snapshot');
        expect(rows).toEqual([expect.objectContaining({ log_identity: 'memory', topic: TOKEN_STATE_TOPIC.name })]);
        expect(Number(rows[0]?.next_offset)).toBeGreaterThan(world.lastStateOffset());
      },
      { timeoutMs: 15_000 },
    );
    await rightCopy();
  });

  it('of another store: the process starts empty, as a new boot', async () => {
    world.stopRounds();
    world.log.records(TOKEN_STATE_TOPIC).splice(0);
    const restored = world.otherStore('store-2');
    restored.publish('tok_new', stateMessage('tok_new', 1, { position: 1 }));
    const life = await world.begin();
    const { boot } = life.replica.status();
    world.resumeRounds();
    await life.fresh();
    expect(life.replica.status()).toMatchObject({ tokens: 1, digest: 'agrees' });
    expect(life.replica.status().boot).not.toBe(boot);
    expect(life.observed).toEqual(['store changed']);
    expect(life.outcome(good)).toBe('invalid');
    await eventually(
      async () => {
        expect(await world.database.query('SELECT store, encode(key, $1) AS key FROM portcullis_replica.snapshot, portcullis_replica.snapshot_message', ['escape'])).toEqual([
          { store: 'store-2', key: 'tok_new' },
        ]);
      },
      { timeoutMs: 15_000 },
    );
  });
});

describe('a snapshot of a topic that was made again', () => {
  it('goes on with the new one, though its offsets are lower', async () => {
    world.log.records(TOKEN_STATE_TOPIC).splice(0);
    world.relay.republish();
    const life = await (await world.begin()).fresh();
    expect(life.replica.status()).toMatchObject({ tokens: 2, digest: 'agrees' });
    world.relay.publish('tok_new', stateMessage('tok_new', 1, { position: 4 }));
    await eventually(
      async () => {
        const [copy] = await world.database.query<{ count: string; next: string }>(
          'SELECT count(*), min(next_offset) AS next FROM portcullis_replica.snapshot, portcullis_replica.snapshot_message',
        );
        expect([Number(copy?.count), Number(copy?.next) > world.lastStateOffset()]).toEqual([3, true]);
      },
      { timeoutMs: 15_000 },
    );
    // Where the new topic has grown past the saved offset by the time the writer looks, it misses records, finds that, and begins anew.
    expect(life.observed.filter((what) => what !== 'altered')).toEqual([]);
  });
});

describe('an old snapshot, as a restored backup of the service’s database has it', () => {
  it('never opens what was revoked after it', async () => {
    await world.database.query('CREATE TABLE backup AS SELECT * FROM portcullis_replica.snapshot');
    await world.database.query('CREATE TABLE backup_messages AS SELECT * FROM portcullis_replica.snapshot_message');
    world.relay.publish('tok_good', good.revoked(2, 4));
    await world.liveOnce();
    await world.database.query('TRUNCATE portcullis_replica.snapshot, portcullis_replica.snapshot_message');
    await world.database.query('INSERT INTO portcullis_replica.snapshot SELECT * FROM backup');
    await world.database.query('INSERT INTO portcullis_replica.snapshot_message SELECT * FROM backup_messages');
    const life = await world.begin();
    await eventually(() => {
      expect(life.outcome(good)).not.toBe('allowed');
      return life.replica.status().fresh;
    });
    expect(life.outcome(good)).toBe('invalid');
    expect(life.snapshot().loaded).toMatchObject({ tokens: 2 });
    expect(life.observed).toEqual([]);
  });
});
