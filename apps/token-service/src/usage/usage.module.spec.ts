import { Writable } from 'node:stream';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type Log, openLog, provisionEmbeddedLog } from '@portcullis/log';
import { encodeExposureReport, encodeUsageDetail, encodeUsageRecord, exposureKey, type ExposureReport, TOPICS, usageDetailKey, USAGE_TOPIC, usageKey, type UsageRecord } from '@portcullis/messages';
import { Alarms, createService, MetricsRegistry } from '@portcullis/service-kit';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import { ConfigurationModule } from '../configuration.module.js';
import { DatabaseModule } from '../database/database.module.js';
import { evidenceFiles } from '../evidence/evidence-files.spec-kit.js';
import { MessageLogModule } from '../message-log/message-log.module.js';
import { UsageModule } from './usage.module.js';
import { chunkOf, newToken, shownUse, usageOf, usesOf } from './usage-database.spec-kit.js';

const WITHIN_MS = 2_000;
const INTERVAL_MS = 3_000;
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let database: TestDatabase;
let logDatabase: TestDatabase;
let log: Log;
let services: NestFastifyApplication[];
beforeAll(async () => {
  database = await createTestDatabase();
  logDatabase = await createTestDatabase();
  await provisionEmbeddedLog(logDatabase.query, TOPICS.map((topic) => ({ topic, writers: [], readers: [] })));
  log = await openLog({ kind: 'embedded', connectionString: logDatabase.connectionString }, quiet);
});
afterAll(async () => {
  await log.close();
  await logDatabase.drop();
  await database.drop();
});
beforeEach(() => {
  services = [];
});
afterEach(async () => {
  await Promise.all(services.map((service) => service.close()));
});

/** Usage as it runs in token-service, on a real database and a real log. */
async function startUsage(): Promise<NestFastifyApplication> {
  @Module({
    imports: [
      ConfigurationModule.of({
        databaseUrl: database.connectionString,
        log: { kind: 'embedded', connectionString: logDatabase.connectionString },
        publicOrigins: [],
        confirmWaitMs: 2_000,
        usageEventMs: INTERVAL_MS,
        environment: 'live',
        evidence: evidenceFiles(),
        services: [],
      }),
      DatabaseModule,
      MessageLogModule,
      UsageModule,
    ],
  })
  class UsageUnderTest {}
  const service = await createService({ module: UsageUnderTest, name: 'token-service', logDestination: new Writable({ write: (_chunk, _encoding, done) => { done(); } }) });
  services.push(service);
  return service;
}

async function tell(...records: UsageRecord[]): Promise<void> {
  const producer = await log.openProducer(USAGE_TOPIC);
  await producer.send(records.map((record) => ({ key: usageKey(record), value: encodeUsageRecord(record) })));
  await producer.close();
}

async function recorded(token: string): Promise<number> {
  return (await usesOf(database, token)).reduce((sum, { data }) => sum + Number(data['accepted']), 0);
}

describe('usage', () => {
  it('that a service tells is shown, and its first event in the history, within two seconds', async () => {
    await startUsage();
    const token = await newToken(database);
    await tell(usageOf(token, 1));
    await eventually(async () => {
      expect((await shownUse(database, token)).at).toBe('2026-11-23T05:00:00.001Z');
      expect(await recorded(token)).toBe(1);
    }, { timeoutMs: WITHIN_MS });
  });

  it('is shown with every batch, while its events keep their distance and miss nothing', async () => {
    await startUsage();
    const token = await newToken(database);
    await tell(usageOf(token, 1));
    await eventually(async () => { expect(await recorded(token)).toBe(1); }, { timeoutMs: WITHIN_MS });
    for (const accepted of [2, 3, 4]) {
      await tell(usageOf(token, accepted));
      await eventually(async () => { expect((await shownUse(database, token)).at).toBe(`2026-11-23T05:00:00.00${accepted}Z`); }, { timeoutMs: WITHIN_MS });
    }
    await eventually(async () => { expect(await recorded(token)).toBe(4); }, { timeoutMs: INTERVAL_MS + WITHIN_MS });
    const [first, second, ...more] = await usesOf(database, token);
    expect(more).toEqual([]);
    expect(Date.parse(second?.time ?? '') - Date.parse(first?.time ?? '')).toBeGreaterThanOrEqual(INTERVAL_MS);
  });

  it('that was told while nobody counted is counted after a restart, and nothing twice', async () => {
    const token = await newToken(database);
    const first = await startUsage();
    await tell(usageOf(token, 2));
    await eventually(async () => { expect(await recorded(token)).toBe(2); }, { timeoutMs: WITHIN_MS });
    await tell(usageOf(token, 3));
    await first.close();
    await tell(usageOf(token, 5));
    await startUsage();
    await eventually(async () => { expect(await recorded(token)).toBe(5); }, { timeoutMs: INTERVAL_MS + 2 * WITHIN_MS });
  });

  it('is counted once by two instances together', async () => {
    await Promise.all([startUsage(), startUsage()]);
    const tokens = await Promise.all(Array.from({ length: 20 }, () => newToken(database)));
    for (const accepted of [1, 2, 3]) await tell(...tokens.map((token) => usageOf(token, accepted)));
    for (const token of tokens) await eventually(async () => { expect(await recorded(token)).toBe(3); }, { timeoutMs: INTERVAL_MS + 2 * WITHIN_MS });
  });

  it('comes with its detail, of a newer service and beside an older one that tells none, and with what was exposed', async () => {
    const service = await startUsage();
    const [token, older] = [await newToken(database), await newToken(database)];
    const chunk = chunkOf(1, [{ tokenId: token, calls: 2 }], { boot: '9'.repeat(32) });
    const report: ExposureReport = { schema: 1, kind: 'exposure', service: 'inventory-public-api', boot: '9'.repeat(32), upTo: 7, unsureTo: 0, closings: [] };
    const producer = await log.openProducer(USAGE_TOPIC);
    await producer.send([
      { key: usageDetailKey(chunk), value: encodeUsageDetail(chunk) },
      { key: usageDetailKey(chunk), value: encodeUsageDetail(chunk) },
      { key: exposureKey(report), value: encodeExposureReport(report) },
    ]);
    await producer.close();
    await tell(usageOf(token, 2, { boot: '9'.repeat(32) }), usageOf(older, 3));
    await eventually(async () => {
      const cells = await database.query('SELECT token_id, sum(calls)::int AS calls FROM usage_cell WHERE token_id = ANY ($1::text[]) GROUP BY token_id', [[token, older]]);
      expect(cells).toEqual([{ token_id: token, calls: 2 }]);
      expect(await recorded(older)).toBe(3);
      expect(await database.query('SELECT chunks_to::int, exposure_to::int FROM usage_boot WHERE boot = $1', ['9'.repeat(32)])).toEqual([{ chunks_to: 1, exposure_to: 7 }]);
    }, { timeoutMs: WITHIN_MS });
    expect(await service.get(MetricsRegistry).registry.metrics()).not.toContain('portcullis_usage_records_ignored_total{reason="unreadable"}');
  });

  it('of a boot that was folded is refused, with an alarm', async () => {
    const service = await startUsage();
    const token = await newToken(database);
    const boot = '8'.repeat(32);
    await database.query("INSERT INTO usage_boot (boot, service, folded) VALUES ($1, 'inventory-public-api', true)", [boot]);
    await tell(usageOf(token, 2, { boot }));
    await eventually(() => {
      expect(service.get(Alarms).standing()).toMatchObject([{ code: 'usage_of_folded_boot', details: { services: ['inventory-public-api'] } }]);
    }, { timeoutMs: WITHIN_MS });
    expect(await recorded(token)).toBe(0);
  });

  it('of unknown tokens and in unknown words is left out, and counted as such', async () => {
    const service = await startUsage();
    const token = await newToken(database);
    const producer = await log.openProducer(USAGE_TOPIC);
    await producer.send([{ key: 'nonsense', value: '{' }]);
    await producer.close();
    await tell(usageOf('tok_nobody', 1), usageOf(token, 1));
    await eventually(async () => { expect(await recorded(token)).toBe(1); }, { timeoutMs: WITHIN_MS });
    const metrics = await service.get(MetricsRegistry).registry.metrics();
    expect(metrics).toContain('portcullis_usage_records_ignored_total{reason="unreadable"} 1');
    expect(metrics).toContain('portcullis_usage_records_ignored_total{reason="unknown_token"} 1');
  });
});
