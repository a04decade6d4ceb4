import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { BOOT, chunkOf, count, countDetail, letIntervalPass, newToken, openUsageDatabase, recordDue, usageOf, usesOf } from '../usage-database.spec-kit.js';
import { readTotals } from '../show-usage/read-totals.js';
import { deleteOldDetail } from './delete-old-detail.js';
import { closeQuietBoots, COUNTERS_AT_ONCE, foldCounters } from './fold-boots.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openUsageDatabase();
});
afterAll(() => database.drop());

const REFUSED = { expired: 1, disabled: 2, revoked: 3, scope: 4, address: 5 };
const totalsOf = (tokenId: string) => readTotals(database.query, { workspaceId: 'wsp_1', tokenId });
const counters = (tokenId: string) => database.query('SELECT boot FROM usage_counter WHERE token_id = $1 ORDER BY boot', [tokenId]);
const letQuiet = (boot: string) => database.query("UPDATE usage_boot SET last_told_at = now() - interval '8 days' WHERE boot = $1", [boot]);

async function fold(): Promise<void> {
  await database.transaction(closeQuietBoots);
  await database.transaction(foldCounters);
}

describe('a boot long gone', () => {
  it('is folded into its tokens’ base: every total and every event stays, and what it tells later is refused', async () => {
    const boot = '1'.repeat(32);
    const token = await newToken(database);
    await count(database, [usageOf(token, 5, { boot, refused: REFUSED }), usageOf(token, 2)]);
    await recordDue(database);
    const before = await totalsOf(token);
    expect(before).toMatchObject({ accepted: 7, refused: REFUSED });
    await letQuiet(boot);
    await fold();
    expect(await counters(token)).toEqual([{ boot: BOOT }]);
    expect(await totalsOf(token)).toEqual(before);
    const late = await countDetail(database, [chunkOf(1, [{ tokenId: token }], { boot })], [usageOf(token, 9, { boot })]);
    expect(late).toEqual({ unknown: 0, folded: ['inventory-public-api'] });
    expect(await totalsOf(token)).toEqual(before);
    await letIntervalPass(database);
    await recordDue(database);
    expect((await usesOf(database, token)).reduce((sum, { data }) => sum + Number(data['accepted']), 0)).toBe(7);
  });

  it('waits with what is in no event yet', async () => {
    const boot = '2'.repeat(32);
    const token = await newToken(database);
    await count(database, [usageOf(token, 5, { boot })]);
    await letQuiet(boot);
    await fold();
    expect(await counters(token)).toEqual([{ boot }]);
    await recordDue(database);
    await fold();
    expect(await counters(token)).toEqual([]);
    expect(await totalsOf(token)).toMatchObject({ accepted: 5 });
  });

  it('can stop nothing by counts that no sum holds', async () => {
    const boots = ['4', '5'].map((digit) => digit.repeat(32));
    const token = await newToken(database);
    const most = Number.MAX_SAFE_INTEGER;
    const at = { lastAcceptedAt: '2026-11-23T05:00:00.000Z', lastAcceptedAddress: null };
    await count(database, boots.map((boot) => usageOf(token, most, { boot, refused: { expired: most, disabled: most, revoked: most, scope: most, address: most }, ...at })));
    await database.query('UPDATE token_usage SET base_accepted = 9223372036854775807, recorded_accepted = 9007199254740991 WHERE token_id = $1', [token]);
    await recordDue(database);
    for (const boot of boots) await letQuiet(boot);
    await fold();
    expect(await counters(token)).toEqual([]);
    expect(await usesOf(database, token)).toMatchObject([{ data: { accepted: most } }]);
    expect(await database.query('SELECT base_accepted, base_scope, recorded_accepted FROM token_usage WHERE token_id = $1', [token])).toEqual([
      { base_accepted: String(most), base_scope: String(most), recorded_accepted: String(most) },
    ]);
  });

  it('is folded in steps, however many boots counted for one token', async () => {
    const boots = Array.from({ length: COUNTERS_AT_ONCE + 1 }, (_, at) => String(at).padStart(32, 'e'));
    const token = await newToken(database);
    await count(database, boots.map((boot) => usageOf(token, 1, { boot })));
    await recordDue(database);
    await database.query("UPDATE usage_boot SET folded = true WHERE boot LIKE 'eee%'", []);
    expect([await database.transaction(foldCounters), await database.transaction(foldCounters)]).toEqual([COUNTERS_AT_ONCE, 1]);
    expect(await totalsOf(token)).toMatchObject({ accepted: COUNTERS_AT_ONCE + 1 });
  });

  it('is not one that is quiet and present: it may be called again', async () => {
    const boot = '3'.repeat(32);
    await database.query("INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 'inventory-public-api', 30000, 0)", [boot]);
    const token = await newToken(database);
    await count(database, [usageOf(token, 1, { boot })]);
    await recordDue(database);
    await letQuiet(boot);
    await fold();
    expect(await count(database, [usageOf(token, 2, { boot })])).toBe(0);
    expect(await totalsOf(token)).toMatchObject({ accepted: 2 });
  });
});

const admit = (boot: string) => database.query("INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 'inventory-public-api', 30000, 0) ON CONFLICT DO NOTHING", [boot]);
/** As though it had gone a hundred days ago, and all that it told stood in events. */
async function letGo(boot: string): Promise<void> {
  await letIntervalPass(database);
  await recordDue(database);
  await database.query("UPDATE replica_boot SET gone_position = 1, gone_at = now() - interval '100 days', phase = 'goodbye' WHERE boot = $1", [boot]);
  await database.query("UPDATE usage_boot SET last_told_at = now() - interval '100 days' WHERE boot = $1", [boot]);
}

/** What a boot told so far, repeated and in any order, and the end of a boot, which may be told of afterwards all the same. */
const lifeStep = fc.oneof(
  { weight: 3, arbitrary: fc.record({ boot: fc.nat({ max: 2 }), accepted: fc.integer({ min: 1, max: 200 }), chunk: fc.integer({ min: 1, max: 4 }) }) },
  { weight: 1, arbitrary: fc.record({ gone: fc.nat({ max: 2 }) }) },
);

describe('the last reports of boots', () => {
  it('count exactly once, repeated, out of order, after a newer boot, and not at all after their boot was folded', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(fc.array(lifeStep, { minLength: 1, maxLength: 12 }), async (steps) => {
        run += 1;
        const boots = [0, 1, 2].map((at) => `${at}${String(run).padStart(4, '0')}`.padEnd(32, 'f'));
        const token = await newToken(database);
        for (const boot of boots) await admit(boot);
        const highest = new Map<string, number>();
        const chunks = new Set<string>();
        const gone = new Set<string>();
        for (const step of steps) {
          const boot = boots['gone' in step ? step.gone : step.boot] ?? '';
          if ('gone' in step) {
            await letGo(boot);
            await fold();
            // Of a boot that never told anything, as the log was away, what it tells late is the first and only count.
            if (highest.has(boot)) gone.add(boot);
            continue;
          }
          const { folded } = await countDetail(database, [chunkOf(step.chunk, [{ tokenId: token }], { boot })], [usageOf(token, step.accepted, { boot })]);
          expect(folded).toEqual(gone.has(boot) ? ['inventory-public-api'] : []);
          if (gone.has(boot)) continue;
          highest.set(boot, Math.max(highest.get(boot) ?? 0, step.accepted));
          chunks.add(`${boot} ${step.chunk}`);
        }
        const accepted = [...highest.values()].reduce((sum, one) => sum + one, 0);
        expect(await totalsOf(token)).toMatchObject({ accepted, withoutDetail: { accepted: Math.max(0, accepted - chunks.size) } });
        await letIntervalPass(database);
        await recordDue(database);
        expect((await usesOf(database, token)).reduce((sum, { data }) => sum + Number(data['accepted']), 0)).toBe(accepted);
      }),
      { numRuns: 30 },
    );
  }, 120_000);
});

describe('detail', () => {
  it('is deleted when it is older than it is to be kept, and totals stay', async () => {
    const token = await newToken(database);
    await countDetail(database, [chunkOf(1, [{ tokenId: token, at: '2026-01-01T00:00:00Z' }, { tokenId: token, at: '2026-11-01T00:00:00Z' }])], [usageOf(token, 2)]);
    expect(await database.transaction((query) => deleteOldDetail(query, new Date('2026-06-01T00:00:00Z')))).toBe(1);
    expect(await database.query('SELECT minute FROM usage_cell WHERE token_id = $1', [token])).toEqual([{ minute: new Date('2026-11-01T00:00:00Z') }]);
    expect(await totalsOf(token)).toMatchObject({ accepted: 2, withoutDetail: { accepted: 0, refused: 0 } });
  });
});
