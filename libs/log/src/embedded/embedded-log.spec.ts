import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import type { Log, LogLogger, LogRecord, Topic } from '../log.js';
import { openLog } from '../open-log.js';
import { provisionEmbeddedLog } from './provision.js';

const quiet: LogLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const topic: Topic = { name: 'records', cleanup: { policy: 'compact', compactionLagMs: 3_600_000 } };
const PATIENCE = { timeoutMs: 15_000 };

describe('the embedded log', () => {
  let database: TestDatabase;
  const opened: Log[] = [];
  const open = async (): Promise<Log> => {
    const log = await openLog({ kind: 'embedded', connectionString: database.connectionString }, quiet);
    opened.push(log);
    return log;
  };
  const collect = async (log: Log): Promise<LogRecord[]> => {
    const records: LogRecord[] = [];
    const onRecords = (batch: readonly LogRecord[]): void => {
      records.push(...batch);
    };
    await log.openConsumer(topic, { group: 'reader', start: { from: 'beginning' }, onRecords });
    return records;
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    await provisionEmbeddedLog(database.query, []);
  });
  afterEach(async () => {
    await Promise.all(opened.splice(0).map((log) => log.close()));
    await database.query('delete from portcullis_log.topic');
  });
  afterAll(() => database.drop());

  it('shows a reader no gap, whoever appends at the same time', async () => {
    const log = await open();
    await log.prepare([topic]);
    const records = await collect(log);
    const append = async (name: string): Promise<void> => {
      const producer = await (await open()).openProducer(topic);
      for (let n = 0; n < 50; n += 1) await producer.send([{ key: name, value: `${n}` }, { key: name, value: `${n}+` }]);
    };
    await Promise.all(['one', 'two', 'three', 'four'].map(append));
    await eventually(() => records.length >= 400, PATIENCE);
    expect(records.map(({ offset }) => offset)).toEqual(Array.from({ length: 400 }, (_, offset) => offset));
    for (const name of ['one', 'two', 'three', 'four']) {
      const own = records.filter(({ key }) => key === name).map(({ value }) => value.toString());
      expect(own).toEqual(Array.from({ length: 100 }, (_, index) => `${Math.floor(index / 2)}${index % 2 === 0 ? '' : '+'}`));
    }
  });

  it('wakes its readers, who do not wait for their next poll', async () => {
    const log = await open();
    await log.prepare([topic]);
    const records = await collect(log);
    const producer = await log.openProducer(topic);
    const beganMs = performance.now();
    for (let n = 1; n <= 20; n += 1) {
      await producer.send([{ key: 'k', value: `${n}` }]);
      await eventually(() => records.length === n, { ...PATIENCE, intervalMs: 1 });
    }
    // Twenty polls of 200 ms would take about 2 s, half of each on average.
    expect(performance.now() - beganMs).toBeLessThan(1_500);
  });

  it('is read by polling where no wake-up comes', async () => {
    const log = await open();
    await log.prepare([topic]);
    const records = await collect(log);
    await database.transaction(async (query) => {
      await query(`insert into portcullis_log.record select h.topic_id, 0, 'k', 'v', now() from portcullis_log.head h`);
      await query('update portcullis_log.head set next_offset = 1');
    });
    await eventually(() => records.length === 1, PATIENCE);
  });

  it('is read from the beginning again after its topic was made again, also by a reader that was reading', async () => {
    const log = await open();
    await log.prepare([topic]);
    const records = await collect(log);
    await (await log.openProducer(topic)).send([{ key: 'k', value: 'old' }]);
    await eventually(() => records.length === 1, PATIENCE);
    await database.query('delete from portcullis_log.topic');
    await log.prepare([topic]);
    await (await log.openProducer(topic)).send([{ key: 'k', value: 'new' }, { key: 'k', value: 'newer' }]);
    await eventually(() => records.length === 3, PATIENCE);
    expect(records.map(({ offset, value }) => [offset, value.toString()])).toEqual([[0, 'old'], [0, 'new'], [1, 'newer']]);
  });

  it('goes on after its server ended every connection', async () => {
    const log = await open();
    await log.prepare([topic]);
    const records = await collect(log);
    const producer = await log.openProducer(topic);
    await producer.send([{ key: 'k', value: 'before' }]);
    await database.query("select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and pid <> pg_backend_pid() and application_name <> ''");
    await producer.send([{ key: 'k', value: 'after' }]);
    await eventually(() => records.some(({ value }) => value.toString() === 'after'), PATIENCE);
    expect(records[0]?.value.toString()).toBe('before');
  });

  it('names its connections, and closes all of them', async () => {
    const log = await open();
    await log.prepare([topic]);
    await collect(log);
    await (await log.openProducer(topic)).send([{ key: 'k', value: 'v' }]);
    const names = async (): Promise<string[]> => {
      const rows = await database.query<{ name: string }>(
        "select application_name as name from pg_stat_activity where datname = current_database() and application_name <> '' order by 1",
      );
      return rows.map(({ name }) => name);
    };
    expect(await names()).toEqual(expect.arrayContaining(['portcullis log: appends to records', 'reader']));
    await log.close();
    await eventually(async () => (await names()).length === 0, PATIENCE);
  });
});
