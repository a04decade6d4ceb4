import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import type { LogLogger, Topic } from '../log.js';
import { openLog } from '../open-log.js';
import { provisionEmbeddedLog } from './provision.js';

const CLOSED = '$closed';
const LAG_MS = 60_000;
const quiet: LogLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };

interface Row {
  readonly offset: number;
  readonly key: string;
}

describe('cleaning the embedded log', () => {
  let database: TestDatabase;
  let topics = 0;
  beforeAll(async () => {
    database = await createTestDatabase();
    await provisionEmbeddedLog(database.query, []);
  });
  afterAll(() => database.drop());

  /** A topic with one record a key, in that order; the first `old` of them were appended before the lag. */
  const topicWith = async (policy: 'compact' | 'delete', keys: readonly string[], old: number): Promise<string> => {
    const name = `topic-${(topics += 1)}`;
    await database.query('select portcullis_log.define_topic($1, $2, $3)', [name, policy, LAG_MS]);
    await database.query('select portcullis_log.append($1, $2, $3)', [name, keys, keys.map(() => Buffer.from('v'))]);
    await database.query(
      `update portcullis_log.record r set appended_at = appended_at - interval '2 minutes'
       from portcullis_log.topic t where t.id = r.topic_id and t.name = $1 and r."offset" < $2`,
      [name, old],
    );
    return name;
  };
  const clean = async (name: string, limit: number): Promise<number> => {
    const [row] = await database.query<{ passed: number }>('select portcullis_log.clean($1, $2) as passed', [name, limit]);
    return row?.passed ?? 0;
  };
  const cleanAll = async (name: string, limit: number): Promise<void> => {
    while ((await clean(name, limit)) > 0);
  };
  const left = async (name: string): Promise<Row[]> => {
    const rows = await database.query<{ offset: string; key: string }>(
      `select r."offset", r.key from portcullis_log.record r join portcullis_log.topic t on t.id = r.topic_id where t.name = $1 order by 1`,
      [name],
    );
    return rows.map(({ offset, key }) => ({ offset: Number(offset), key }));
  };

  it('keeps the newest record of each key, and its offset', async () => {
    const name = await topicWith('compact', ['a', 'b', 'a', 'c', 'b'], 5);
    await cleanAll(name, 100);
    expect(await left(name)).toEqual([{ offset: 2, key: 'a' }, { offset: 3, key: 'c' }, { offset: 4, key: 'b' }]);
  });

  it('keeps a record whose successor is younger than the lag, however old it is itself', async () => {
    const name = await topicWith('compact', ['a', 'b', 'a', 'b'], 3);
    await cleanAll(name, 100);
    expect((await left(name)).map(({ offset }) => offset)).toEqual([1, 2, 3]);
  });

  it('goes in steps that are as small as they are told to be', async () => {
    const name = await topicWith('compact', ['a', 'a', 'a', 'a', 'a', 'a', 'a'], 7);
    expect(await clean(name, 3)).toBe(3);
    expect((await left(name)).map(({ offset }) => offset)).toEqual([2, 3, 4, 5, 6]);
    await cleanAll(name, 3);
    expect(await left(name)).toEqual([{ offset: 6, key: 'a' }]);
  });

  /**
   * A replica compares its content with each closed record's digest. A closed record that stands there without the
   * superseded states before it would not agree with any reader: every start from the beginning would look like a loss.
   */
  it('never takes a state from before a closed record that is younger than the lag, at any step', async () => {
    const histories = fc.record({
      keys: fc.array(fc.constantFrom('a', 'b', 'c', CLOSED), { minLength: 1, maxLength: 40 }),
      old: fc.nat(40),
      limit: fc.integer({ min: 1, max: 7 }),
    });
    await fc.assert(
      fc.asyncProperty(histories, async ({ keys, old, limit }) => {
        const name = await topicWith('compact', keys, old);
        do {
          const there = await left(name);
          const young = there.filter(({ offset, key }) => key === CLOSED && offset >= old);
          for (const closed of young) expect(contentAt(closed.offset, there)).toEqual(contentAt(closed.offset, keys.map((key, offset) => ({ offset, key }))));
          expect(contentAt(Infinity, there)).toEqual(contentAt(Infinity, keys.map((key, offset) => ({ offset, key }))));
        } while ((await clean(name, limit)) > 0);
      }),
      { numRuns: 60 },
    );
  });

  it('drops what is older than the retention of its topic', async () => {
    const name = await topicWith('delete', ['a', 'b', 'a', 'b'], 3);
    await cleanAll(name, 2);
    expect(await left(name)).toEqual([{ offset: 3, key: 'b' }]);
  });

  it('leaves at once where another cleans, and holds no append up', async () => {
    const name = await topicWith('compact', ['a', 'a'], 2);
    await database.transaction(async (query) => {
      await query('select portcullis_log.clean($1, 10)', [name]);
      expect(await clean(name, 10)).toBe(0);
      await database.query("select portcullis_log.append($1, '{c}', '{v}')", [name]);
    });
    expect((await left(name)).map(({ key }) => key)).toEqual(['a', 'c']);
  });

  it('is done by whoever appends, without being asked', async () => {
    const log = await openLog({ kind: 'embedded', connectionString: database.connectionString }, quiet);
    const usage: Topic = { name: 'usage', cleanup: { policy: 'compact', compactionLagMs: 0 } };
    await log.prepare([usage]);
    const producer = await log.openProducer(usage);
    for (let round = 0; round < 5; round += 1) await producer.send(['a', 'b', 'c'].map((key) => ({ key, value: `count ${round}` })));
    await eventually(async () => (await left('usage')).length === 3, { timeoutMs: 10_000 });
    await log.close();
  });
});

/** Offset of each key's last record below the given one. */
function contentAt(offset: number, rows: readonly Row[]): Record<string, number> {
  return Object.fromEntries(rows.filter((row) => row.offset < offset && row.key !== CLOSED).map((row) => [row.key, row.offset]));
}
