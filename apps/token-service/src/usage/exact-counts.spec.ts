import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { encodeUsageRecord, type UsageRecord } from '@portcullis/messages';
import type { TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { countUsage } from './count-usage.js';
import { readUsage } from './told-usage.js';
import { recordDueUses } from './record-due-uses.js';
import { count, INTERVAL_MS, letIntervalPass, newToken, openUsageDatabase, recordDue, usageOf, usesOf } from './usage-database.spec-kit.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openUsageDatabase();
});
afterAll(() => database.drop());

const BOOTS = ['0', '1', '2'].map((digit) => digit.repeat(32));
const TOKENS = 3;

/** What a process counted so far for one token: any record ever sent is one of these. */
const told = fc.record({ token: fc.nat({ max: TOKENS - 1 }), boot: fc.nat({ max: BOOTS.length - 1 }), accepted: fc.integer({ min: 1, max: 200 }) });
const step = fc.oneof(
  { weight: 4, arbitrary: fc.record({ kind: fc.constant('count' as const), records: fc.array(told, { minLength: 1, maxLength: 12 }) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('crash while counting' as const), records: fc.array(told, { minLength: 1, maxLength: 5 }) }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('record' as const, 'record twice at once' as const, 'crash while recording' as const) }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('interval passes' as const) }) },
);
type Told = typeof told extends fc.Arbitrary<infer T> ? T : never;
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

class Crash extends Error {}

async function crashAfter(work: (query: TestDatabase['query']) => Promise<unknown>): Promise<void> {
  const crashed = database.transaction(async (query) => {
    await work(query);
    throw new Crash();
  });
  await expect(crashed).rejects.toThrow(Crash);
}

async function take(one: Step, toRecords: (told: readonly Told[]) => readonly UsageRecord[]): Promise<void> {
  switch (one.kind) {
    case 'count':
      await count(database, toRecords(one.records));
      return;
    case 'crash while counting':
      return crashAfter((query) => countUsage(query, { records: toRecords(one.records), chunks: [], reports: [] }, INTERVAL_MS));
    case 'record':
      await recordDue(database);
      return;
    case 'record twice at once':
      await Promise.all([recordDue(database), recordDue(database)]);
      return;
    case 'crash while recording':
      return crashAfter(recordDueUses);
    case 'interval passes':
      return letIntervalPass(database);
  }
}

describe('usage', () => {
  it('is recorded exactly: of each boot the most it told, once, whatever is doubled, late, lost in a crash or told to two at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 15 }), async (steps) => {
        const tokens = await Promise.all(Array.from({ length: TOKENS }, () => newToken(database)));
        const toRecords = (records: readonly Told[]) =>
          readUsage(records.map(({ token, boot, accepted }, offset) => {
            const record = usageOf(tokens[token] ?? '', accepted, { boot: BOOTS[boot] ?? '' });
            return { offset, key: '', value: Buffer.from(encodeUsageRecord(record)) };
          })).records;
        for (const one of steps) await take(one, toRecords);
        await letIntervalPass(database);
        await recordDue(database);
        const highest = mostTold(steps);
        for (const [index, token] of tokens.entries()) {
          const uses = await usesOf(database, token);
          expect(uses.map(({ version }) => version)).toEqual(uses.map((_, at) => at + 1));
          const recorded = uses.reduce((sum, { data }) => sum + Number(data['accepted']), 0);
          expect(recorded).toBe(BOOTS.reduce((sum, _, boot) => sum + (highest.get(`${index}/${boot}`) ?? 0), 0));
          expect(uses.every(({ data }) => Number(data['accepted']) > 0)).toBe(true);
        }
      }),
      { numRuns: 40 },
    );
  }, 120_000);
});

/** The highest count that was told and not lost, of each token and boot. */
function mostTold(steps: readonly Step[]): ReadonlyMap<string, number> {
  const highest = new Map<string, number>();
  for (const { token, boot, accepted } of steps.flatMap((one) => (one.kind === 'count' ? one.records : []))) {
    const key = `${token}/${boot}`;
    highest.set(key, Math.max(highest.get(key) ?? 0, accepted));
  }
  return highest;
}
