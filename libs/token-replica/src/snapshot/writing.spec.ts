import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { eventually, startTcpProxy, type TcpProxy } from '@portcullis/testing';
import { TokenContent } from '../content/token-content.js';
import { stateMessage } from '../messages.spec-kit.js';
import { SnapshotWorld, TestToken } from './snapshot-world.spec-kit.js';
import { idsOf, saveCopy, savedContent } from './stored-copy.spec-kit.js';

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

const savedKeys = async (): Promise<string[]> => idsOf(await savedContent(world.database));

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

  it('serves on where it stands still, and catches up afterwards', async () => {
    const life = await (await world.begin(url)).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    way.stall();
    for (let n = 2; n <= 5_000; n += 1) world.relay.publish(`tok_${n}`, stateMessage(`tok_${n}`, 1, { position: n }));
    await eventually(() => life.replica.status().appliedPosition === 5_000);
    expect(life.outcome(good)).toBe('allowed');
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

/** What no process has by itself: the same tokens, and one more, in rows of other numbers. */
function otherOrder(): TokenContent {
  const content = new TokenContent();
  for (const id of ['tok_x', 'tok_y', 'tok_good']) content.apply(id, stateMessage(id, 9));
  return content;
}

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

  it.each([
    ['another’s in its place', () => saveCopy(world.database, otherOrder())],
    ['it thrown away', () => world.database.query('DELETE FROM portcullis_replica.snapshot')],
  ])('never mix two copies: one that finds %s looks again before it writes', async (_case, interfere) => {
    const life = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    await interfere();
    world.relay.publish('tok_b', stateMessage('tok_b', 1, { position: 2 }));
    await eventually(async () => {
      expect(await savedKeys()).toEqual(['tok_b', 'tok_good']);
    }, { timeoutMs: 15_000 });
    expect(life.observed).toEqual([]);
  });
});

describe('pages and offset', () => {
  it('are saved together or not at all, when the connection is killed in the middle', async () => {
    const life = await (await world.begin()).fresh();
    world.relay.publish('tok_good', good.issued(1, 1));
    await life.saved(world.lastStateOffset());
    const copy = async (): Promise<unknown> => await world.database.query('SELECT snapshot.save, digest, kind, number, bytes FROM portcullis_replica.snapshot, portcullis_replica.snapshot_page');
    await world.database.transaction(async (query) => {
      // The writer moves the offset, and then waits for this page.
      await query('SELECT FROM portcullis_replica.snapshot_page WHERE kind = 0 FOR UPDATE');
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
