import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { eventually, startTcpProxy, type TcpProxy } from '@portcullis/testing';
import { stateMessage } from '../messages.spec-kit.js';
import { SnapshotWorld, TestToken } from './snapshot-world.spec-kit.js';

const good = new TestToken('tok_good');
let world: SnapshotWorld;
let way: TcpProxy;
/** The database by a way that can be cut. */
let url: string;

beforeEach(async () => {
  world = await SnapshotWorld.create();
  const direct = new URL(world.database.connectionString);
  way = await startTcpProxy({ host: direct.hostname, port: Number(direct.port) });
  direct.hostname = way.host;
  direct.port = String(way.port);
  url = direct.href;
});
afterEach(async () => {
  await world.end();
  await way.stop();
});

const savedKeys = async (): Promise<string[]> =>
  (await world.database.query<{ key: string }>("SELECT encode(key, 'escape') AS key FROM portcullis_replica.snapshot_message ORDER BY key")).map(({ key }) => key);

describe('a service whose database is away', () => {
  it('starts from the log, says why, and saves once it is back', async () => {
    await way.goDown();
    world.relay.publish('tok_good', good.issued());
    const life = await (await world.begin(url)).fresh();
    expect(life.outcome(good)).toBe('allowed');
    await eventually(() => {
      expect(life.snapshot()).toMatchObject({ loaded: null, notLoaded: expect.stringContaining('could not be read'), writing: 'failing' });
    });
    expect(life.snapshot().behindMs).toBeGreaterThanOrEqual(0);
    await way.restore();
    await life.saved(world.lastStateOffset());
    expect(await savedKeys()).toEqual(['tok_good']);
    expect(life.snapshot()).toMatchObject({ writing: 'yes', failure: null });
  });

  it('serves on where it stands still, catches up afterwards, and meanwhile keeps no more than a batch', async () => {
    const life = await (await world.begin(url)).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    way.stall();
    for (let n = 2; n <= 5_000; n += 1) world.relay.publish(`tok_${n}`, stateMessage(`tok_${n}`, 1, { position: n }));
    await eventually(() => life.replica.status().appliedPosition === 5_000);
    expect(life.outcome(good)).toBe('allowed');
    const givenToTheWriter = [...world.log.delivered].filter(([group]) => group.includes('.snapshot.')).flatMap(([, keys]) => keys);
    expect(givenToTheWriter.filter((key) => key.startsWith('tok_')).length).toBeLessThan(2_000);
    await way.goDown();
    await way.restore();
    await life.saved(world.lastStateOffset(), 40_000);
    expect((await savedKeys()).length).toBe(5_000);
  }, 60_000);

  it('does not hold up a start for longer than it may be silent', async () => {
    way.stall();
    world.relay.publish('tok_good', good.issued());
    const beganMs = performance.now();
    const life = await world.begin(url, 300);
    await life.fresh(10_000);
    expect(performance.now() - beganMs).toBeLessThan(8_000);
    expect(life.outcome(good)).toBe('allowed');
  });

  it('does not hold up a stop while it stands still', async () => {
    const life = await (await world.begin(url)).fresh();
    world.relay.publish('tok_good', good.issued());
    await life.saved(world.lastStateOffset());
    way.stall();
    world.relay.publish('tok_good', good.revoked());
    await eventually(() => life.replica.status().appliedPosition === 2);
    const beganMs = performance.now();
    await life.replica.stop();
    expect(performance.now() - beganMs).toBeLessThan(6_000);
  });
});

describe('processes on one database', () => {
  it('leave the writing to one of them, and another takes it over', async () => {
    const first = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await first.saved(world.lastStateOffset());
    const second = await (await world.begin()).fresh();
    await eventually(() => second.snapshot().writing === 'other_process', { timeoutMs: 10_000 });
    expect(second.snapshot()).toMatchObject({ loaded: { tokens: 1 }, nextOffset: null, behindMs: null });
    await first.replica.stop();
    world.relay.publish('tok_b', stateMessage('tok_b', 1, { position: 2 }));
    await second.saved(world.lastStateOffset());
    expect(await savedKeys()).toEqual(['tok_b', 'tok_good']);
  });

  it('never mix two copies: one that finds another’s in its place looks again before it writes', async () => {
    const life = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    await world.database.query("SELECT portcullis_replica.begin_snapshot('memory', $1, 'store-1')", [TOKEN_STATE_TOPIC.name]);
    world.relay.publish('tok_b', stateMessage('tok_b', 1, { position: 2 }));
    await eventually(async () => {
      expect(await savedKeys()).toEqual(['tok_b', 'tok_good']);
    }, { timeoutMs: 15_000 });
    expect(life.observed).toEqual([]);
  });
});

describe('messages and offset', () => {
  it('are saved together or not at all, when the connection is killed in the middle', async () => {
    const life = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    const copy = async (): Promise<unknown> =>
      await world.database.query('SELECT next_offset, digest, bytes FROM portcullis_replica.snapshot, portcullis_replica.snapshot_message');
    await world.database.transaction(async (query) => {
      // The writer inserts tok_b, and then waits for this row in the middle of its statement.
      await query("SELECT FROM portcullis_replica.snapshot_message WHERE key = 'tok_good' FOR UPDATE");
      const before = await copy();
      world.relay.publish('tok_b', stateMessage('tok_b', 1, { position: 2 }));
      world.relay.publish('tok_good', good.revoked(2, 3));
      const waiting = "SELECT pid FROM pg_stat_activity WHERE application_name LIKE '%.snapshot' AND wait_event_type = 'Lock' AND datname = current_database()";
      const [writer] = await eventually(async () => {
        const rows = await world.database.query<{ pid: number }>(waiting);
        expect(rows).toHaveLength(1);
        return rows;
      }, { timeoutMs: 15_000 });
      await world.database.query('SELECT pg_terminate_backend($1)', [writer?.pid]);
      await eventually(async () => (await world.database.query(waiting)).length === 0);
      expect(await copy()).toEqual(before);
    });
    await life.saved(world.lastStateOffset());
    expect(await savedKeys()).toEqual(['tok_b', 'tok_good']);
    expect(life.observed).toEqual([]);
  });

  it('are not saved while what is held differs from what was published', async () => {
    const life = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    world.relay.publish('tok_lost', stateMessage('tok_lost', 1, { position: 2 }), { lost: true });
    world.relay.publish('tok_good', good.revoked(2, 3));
    await eventually(() => life.observed.includes('unhealed'), { timeoutMs: 10_000 });
    expect(life.snapshot().writing).toBe('waiting');
    await life.replica.stop();
    expect(await savedKeys()).toEqual(['tok_good']);
    const next = await world.begin();
    expect(next.snapshot().loaded).toMatchObject({ tokens: 1 });
    world.relay.republish();
    await next.fresh();
    await next.saved(world.lastStateOffset());
    expect(await savedKeys()).toEqual(['tok_good', 'tok_lost']);
    expect(next.outcome(good)).toBe('invalid');
  });
});
