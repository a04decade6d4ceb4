import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { eventually } from '@portcullis/testing';
import { ROWS_A_PAGE } from '../content/changed-pages.js';
import { TokenContent } from '../content/token-content.js';
import { stateMessage } from '../messages.spec-kit.js';
import { UNDERSTANDING } from './pages/understanding.js';
import { SnapshotWorld, TestToken } from './snapshot-world.spec-kit.js';
import { forgeHead, idsOf, loadCopy, saveCopy, savedContent } from './stored-copy.spec-kit.js';

const good = new TestToken('tok_good');
const ended = new TestToken('tok_ended');
/** So many that there is a second page of rows. */
const others = Array.from({ length: ROWS_A_PAGE }, (_, at) => `tok_${String(at).padStart(22, '0')}`);
const LONG_LIST = Array.from({ length: 40 }, (_, at) => `10.0.${at}.0/24`);
/** The first of them has a list that stands in a page of its own. */
const messageOf = (id: string, at: number): Buffer => stateMessage(id, 1, { position: 4 + at, allowedIps: at === 0 ? LONG_LIST : [] });
const PAGES = 'portcullis_replica.snapshot_page';
const FIRST = 'kind = 0 AND number = 0';
let world: SnapshotWorld;

beforeEach(async () => {
  world = await SnapshotWorld.create();
  world.relay.publish('tok_good', good.issued(1, 1));
  world.relay.publish('tok_ended', ended.issued(1, 2));
  world.relay.publish('tok_ended', ended.revoked(2, 3));
  for (const [at, id] of others.entries()) world.relay.publish(id, messageOf(id, at));
  await world.liveOnce();
});
afterEach(() => world.end());

/** The copy in the database, as the next life will find it. */
async function rightCopy(): Promise<void> {
  await eventually(
    async () => {
      const content = await savedContent(world.database);
      expect(content.contentDigest()).toBe(world.relay.digest());
      expect(idsOf(content)).toEqual(['tok_ended', 'tok_good', ...others].sort());
    },
    { timeoutMs: 15_000 },
  );
}

/** What the topic would have amounted to without the revocation, every row where it was. */
function withoutRevocation(): TokenContent {
  const content = new TokenContent();
  content.apply('tok_good', good.issued(1, 1));
  content.apply('tok_ended', ended.issued(1, 2));
  for (const [at, id] of others.entries()) content.apply(id, messageOf(id, at));
  return content;
}

describe('a snapshot that is not what was written is noticed, alarms, is discarded, and is written anew', () => {
  it.each([
    ['has a page with one bit turned', `UPDATE ${PAGES} SET bytes = set_byte(bytes, 700, get_byte(bytes, 700) # 1) WHERE ${FIRST}`],
    ['has a page cut short', `UPDATE ${PAGES} SET bytes = substr(bytes, 1, 1000) WHERE ${FIRST}`],
    ['has a page without what few rows have', `UPDATE ${PAGES} SET bytes = substr(bytes, 1, 7688) WHERE ${FIRST}`],
    ['has another checksum', `UPDATE ${PAGES} SET checksum = '\\x00' WHERE ${FIRST}`],
    ['lacks a page', `DELETE FROM ${PAGES} WHERE ${FIRST}`],
    ['lacks a page of texts', `DELETE FROM ${PAGES} WHERE kind = 1`],
    ['lacks a list', `DELETE FROM ${PAGES} WHERE kind = 2`],
    ['has a list without its text', `UPDATE ${PAGES} SET bytes = '', checksum = sha256('2.0:') WHERE kind = 2`],
    ['has another list under its number', `UPDATE ${PAGES} SET bytes = '["0.0.0.0/0"]', checksum = sha256('2.0:["0.0.0.0/0"]') WHERE kind = 2`],
    ['has a list that no row has', `INSERT INTO ${PAGES} VALUES (2, 1, sha256('2.1:["0.0.0.0/0"]'), '["0.0.0.0/0"]')`],
    ['has a page of no kind', `INSERT INTO ${PAGES} VALUES (3, 0, sha256('3.0:'), '')`],
    ['lost all pages', `TRUNCATE ${PAGES}`],
    ['has two pages in each other’s place', `UPDATE ${PAGES} AS one SET checksum = other.checksum, bytes = other.bytes FROM ${PAGES} AS other WHERE one.kind = 0 AND other.kind = 0 AND one.number = 1 - other.number`],
    ['has a page too many', `INSERT INTO ${PAGES} SELECT kind, 2, checksum, bytes FROM ${PAGES} WHERE ${FIRST}`],
    ['has a page under another number', `UPDATE ${PAGES} SET number = 2 WHERE ${FIRST}`],
    ['has another digest', "UPDATE portcullis_replica.snapshot SET digest = '0000000000000007'"],
    ['has another offset', 'UPDATE portcullis_replica.snapshot SET next_offset = next_offset + 1'],
    ['has another store', "UPDATE portcullis_replica.snapshot SET store = 'store-2'"],
    ['has another position', 'UPDATE portcullis_replica.snapshot SET position = 0'],
  ])('where it %s', async (_case, damage) => {
    await world.database.query(damage);
    const life = await (await world.begin()).fresh();
    expect(life.snapshot()).toMatchObject({ loaded: null, notLoaded: expect.stringMatching(/checksum|lacks|pages|list/) });
    expect(life.observed).toEqual(['altered']);
    expect([life.outcome(good), life.outcome(ended)]).toEqual(['allowed', 'invalid']);
    await rightCopy();
  });

  it('where it tells of far more rows than it has pages: no room is made for them', async () => {
    await forgeHead(world.database, { rows: 100 * 1_000_000 });
    await world.database.query(`UPDATE ${PAGES} SET number = 1249999, checksum = sha256('0.1249999:'::bytea || bytes) WHERE kind = 0 AND number = 1`);
    const life = await (await world.begin()).fresh();
    expect(life.snapshot().notLoaded).toBe('it has 2 pages of rows, from number 0 to 1249999, and should have 1250000');
    await rightCopy();
  });

  it('also where it cannot be thrown away at once: no page of it is left in the copy that follows', async () => {
    await world.database.query(`UPDATE ${PAGES} SET bytes = set_byte(bytes, 700, get_byte(bytes, 700) # 1) WHERE ${FIRST}`);
    const life = await world.database.transaction(async (query) => {
      await query('SELECT FROM portcullis_replica.snapshot FOR UPDATE');
      return await world.begin();
    });
    expect(life.observed).toEqual(['altered']);
    world.relay.publish('tok_new', stateMessage('tok_new', 1, { position: 4 + others.length }));
    await life.saved(world.lastStateOffset());
    expect(idsOf(await savedContent(world.database))).toContain('tok_new');
  }, 30_000);

  it('where a page is an older one of itself, with its checksum', async () => {
    await world.database.query(`CREATE TABLE older AS SELECT * FROM ${PAGES} WHERE ${FIRST}`);
    world.relay.publish('tok_good', good.revoked(2, 4 + others.length));
    await world.liveOnce();
    await world.database.query(`UPDATE ${PAGES} AS page SET checksum = older.checksum, bytes = older.bytes FROM older WHERE page.kind = 0 AND page.number = 0`);
    const life = await (await world.begin()).fresh();
    expect(life.snapshot()).toMatchObject({ loaded: null, notLoaded: expect.stringContaining('digest') });
    expect(life.observed).toEqual(['altered']);
    expect(life.outcome(good)).toBe('invalid');
    await rightCopy();
  });

  it('also where it agrees with itself: it never gets fresh, and the log is read again', async () => {
    await saveCopy(world.database, withoutRevocation(), { offset: world.lastStateOffset(), position: 3 });
    const life = await world.begin();
    expect(life.snapshot().loaded).toMatchObject({ tokens: 2 + others.length });
    await eventually(() => {
      expect(life.outcome(ended)).not.toBe('allowed');
      return life.replica.status().fresh;
    });
    expect([life.outcome(good), life.outcome(ended)]).toEqual(['allowed', 'invalid']);
    expect(life.observed).toEqual(['differs', 'agrees again']);
    await rightCopy();
  });

  it('also where its offset was moved past a revocation: that token is never accepted', async () => {
    world.relay.publish('tok_good', good.revoked(2, 4 + others.length));
    await forgeHead(world.database, { nextOffset: world.lastStateOffset() + 1 });
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
    ['log', { logIdentity: 'another' }, 'it is of'],
    ['topic', { topic: 'another' }, 'it is of'],
    ['version of the service, which understands more, or less', { understanding: 'another' }, 'it was written by another version'],
  ])('of another %s', async (_case, change, reason) => {
    await forgeHead(world.database, change);
    const life = await (await world.begin()).fresh();
    expect(life.snapshot()).toMatchObject({ loaded: null, notLoaded: expect.stringContaining(reason) });
    expect(life.outcome(good)).toBe('allowed');
    expect(life.observed).toEqual([]);
    await eventually(
      async () => {
        const rows = await world.database.query<{ log_identity: string; topic: string; next_offset: string }>('SELECT * FROM portcullis_replica.snapshot');
        expect(rows).toEqual([expect.objectContaining({ understanding: UNDERSTANDING, log_identity: 'memory', topic: TOKEN_STATE_TOPIC.name })]);
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
        const loading = await loadCopy(world.database);
        expect(loading).toMatchObject({ result: 'loaded', snapshot: { store: 'store-2' } });
        expect(loading.result === 'loaded' && idsOf(loading.snapshot.content)).toEqual(['tok_new']);
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
    expect(life.replica.status()).toMatchObject({ tokens: 2 + others.length, digest: 'agrees' });
    world.relay.publish('tok_new', stateMessage('tok_new', 1, { position: 4 + others.length }));
    await eventually(
      async () => {
        expect(idsOf(await savedContent(world.database))).toEqual(['tok_ended', 'tok_good', 'tok_new', ...others].sort());
        expect(life.snapshot().nextOffset).toBeLessThan(world.log.lastOffset(TOKEN_STATE_TOPIC, () => true) + 2);
      },
      { timeoutMs: 15_000 },
    );
    expect(life.observed).toEqual([]);
  });
});

describe('an old snapshot, as a restored backup of the service’s database has it', () => {
  it('never opens what was revoked after it', async () => {
    await world.database.query('CREATE TABLE backup AS SELECT * FROM portcullis_replica.snapshot');
    await world.database.query(`CREATE TABLE backup_pages AS SELECT * FROM ${PAGES}`);
    world.relay.publish('tok_good', good.revoked(2, 4 + others.length));
    world.relay.publish('tok_new', stateMessage('tok_new', 1, { position: 5 + others.length }));
    await world.liveOnce();
    await world.database.query(`TRUNCATE portcullis_replica.snapshot, ${PAGES}`);
    await world.database.query('INSERT INTO portcullis_replica.snapshot SELECT * FROM backup');
    await world.database.query(`INSERT INTO ${PAGES} SELECT * FROM backup_pages`);
    const life = await world.begin();
    await eventually(() => {
      expect(life.outcome(good)).not.toBe('allowed');
      return life.replica.status().fresh;
    });
    expect(life.outcome(good)).toBe('invalid');
    expect(life.snapshot().loaded).toMatchObject({ tokens: 2 + others.length });
    expect(life.replica.status()).toMatchObject({ tokens: 3 + others.length, digest: 'agrees' });
    expect(life.observed).toEqual([]);
  });
});
