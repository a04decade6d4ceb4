import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { Client } from 'pg';
import { AccessDenied, type Log, type LogLogger, type Topic, TopologyError } from '../log.js';
import { openLog } from '../open-log.js';
import { provisionEmbeddedLog } from './provision.js';

const tokenState: Topic = { name: 'token-state', cleanup: { policy: 'compact', compactionLagMs: 3_600_000 } };
const probes: Topic = { name: 'probes', cleanup: { policy: 'delete', retentionMs: 3_600_000 } };
const suffix = randomBytes(4).toString('hex');
const tokenService = `token_service_${suffix}`;
const inventory = `inventory_${suffix}`;
const stranger = `stranger_${suffix}`;
const password = randomBytes(12).toString('hex');
const quiet: LogLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };
const grants = [
  { topic: tokenState, writers: [tokenService], readers: [tokenService, inventory] },
  { topic: probes, writers: [tokenService, inventory], readers: [tokenService] },
];

describe('grants on the embedded log', () => {
  let database: TestDatabase;
  const opened: Log[] = [];
  const urlOf = (role: string): string => {
    const url = new URL(database.connectionString);
    url.username = role;
    url.password = password;
    return url.href;
  };
  const openAs = async (role: string): Promise<Log> => {
    const log = await openLog({ kind: 'embedded', connectionString: urlOf(role) }, quiet);
    opened.push(log);
    return log;
  };
  const attempt = async (role: string, sql: string): Promise<string> => {
    const client = new Client({ connectionString: urlOf(role) });
    try {
      await client.connect();
      await client.query(sql);
      return 'done';
    } catch (error) {
      return String(error);
    } finally {
      await client.end();
    }
  };

  beforeAll(async () => {
    database = await createTestDatabase();
    for (const role of [tokenService, inventory, stranger]) await database.query(`create role ${role} login password '${password}'`);
    await provisionEmbeddedLog(database.query, grants);
  });
  afterAll(async () => {
    await Promise.all(opened.map((log) => log.close()));
    for (const role of [tokenService, inventory, stranger]) await database.query(`drop owned by ${role}; drop role ${role}`);
    await database.drop();
  });

  it('let a writer append and a reader read', async () => {
    const writer = await openAs(tokenService);
    await (await writer.openProducer(tokenState)).send([{ key: 'tok_1', value: 'state' }]);
    const reader = await openAs(inventory);
    const read = new Promise<string>((resolve) => {
      void reader.openConsumer(tokenState, {
        group: 'inventory',
        start: { from: 'beginning' },
        onRecords: ([record]) => {
          resolve(record?.value.toString() ?? '');
        },
      });
    });
    expect(await read).toBe('state');
  });

  it('keep the inventory from appending to token-state, where it could mint tokens', async () => {
    const log = await openAs(inventory);
    await expect(log.openProducer(tokenState)).rejects.toThrow(AccessDenied);
    await expect(log.openProducer(tokenState)).rejects.toThrow('permission denied');
    expect(await attempt(inventory, "select portcullis_log.append('token-state', '{k}', '{v}')")).toContain('permission denied');
  });

  it('keep the inventory from reading the probes of others', async () => {
    const log = await openAs(inventory);
    const opening = log.openConsumer(probes, { group: 'inventory', start: { from: 'beginning' }, onRecords: () => undefined });
    await expect(opening).rejects.toThrow('permission denied');
  });

  it.each([
    'select * from portcullis_log.record',
    "insert into portcullis_log.record values (1, 0, 'k', 'v', now())",
    'delete from portcullis_log.record',
    'update portcullis_log.head set next_offset = 0',
    "insert into portcullis_log.topic_grant select id, session_user, true, true from portcullis_log.topic",
    "select portcullis_log.define_topic('mine', 'compact', 0)",
    "select portcullis_log.set_grants(1, array[session_user], '{}')",
    "select portcullis_log.clean('token-state', 10)",
    'create table portcullis_log.mine (n int)',
  ])('leave no way around the functions: %s', async (sql) => {
    expect(await attempt(inventory, sql)).toContain('permission denied');
  });

  it('do not follow a role that is taken on after the log-in', async () => {
    expect(await attempt(inventory, `set role ${tokenService}`)).toContain('permission denied');
  });

  it('keep a role that is not named from connecting at all', async () => {
    expect(await attempt(stranger, 'select 1')).toContain('permission denied for database');
  });

  it('let a service check its topics, and tell it that it may not make one', async () => {
    const log = await openAs(inventory);
    await log.prepare([tokenState, probes]);
    await expect(log.prepare([{ ...tokenState, name: 'unheard-of' }])).rejects.toThrow(TopologyError);
  });

  it('are exactly those of the last provisioning, which changes nothing the second time', async () => {
    const grantsNow = (): Promise<object[]> => database.query('select topic_id, role, may_append, may_read from portcullis_log.topic_grant order by 1, 2');
    const before = await grantsNow();
    await Promise.all([provisionEmbeddedLog(database.query, grants), provisionEmbeddedLog(database.query, grants)]);
    expect(await grantsNow()).toEqual(before);
    await provisionEmbeddedLog(database.query, [{ topic: probes, writers: [inventory], readers: [tokenService] }]);
    expect(await attempt(tokenService, "select portcullis_log.append('probes', '{k}', '{v}')")).toContain('permission denied');
    await provisionEmbeddedLog(database.query, grants);
    expect(await attempt(tokenService, "select portcullis_log.append('probes', '{k}', '{v}')")).toBe('done');
  });

  it('are not set on a topic that exists with another cleanup policy', async () => {
    const other: Topic = { name: probes.name, cleanup: { policy: 'compact', compactionLagMs: 0 } };
    await expect(provisionEmbeddedLog(database.query, [{ topic: other, writers: [], readers: [] }])).rejects.toThrow('another cleanup policy');
  });
});
