import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import { BOOT, count, newToken, openUsageDatabase, shownUse, usageOf } from './usage-database.spec-kit.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openUsageDatabase();
});
afterAll(() => database.drop());

const OTHER_BOOT = 'c'.repeat(32);

interface CounterRow {
  readonly boot: string;
  readonly counted: number;
  readonly refused: readonly number[];
}

function counters(tokenId: string): Promise<CounterRow[]> {
  return database.query(
    `SELECT boot, counted::int, ARRAY[refused_expired, refused_disabled, refused_revoked, refused_scope, refused_address]::int[] AS refused
     FROM usage_counter WHERE token_id = $1 ORDER BY boot`,
    [tokenId],
  );
}

describe('counting', () => {
  it('keeps the most that each boot told, however often and in whatever order it is told', async () => {
    const token = await newToken(database);
    const refused = { expired: 1, disabled: 2, revoked: 3, scope: 4, address: 5 };
    await count(database, [usageOf(token, 5, { refused })]);
    await count(database, [usageOf(token, 3), usageOf(token, 2, { boot: OTHER_BOOT })]);
    await count(database, [usageOf(token, 5, { refused })]);
    expect(await counters(token)).toEqual([
      { boot: BOOT, counted: 5, refused: [1, 2, 3, 4, 5] },
      { boot: OTHER_BOOT, counted: 2, refused: [0, 0, 0, 0, 0] },
    ]);
  });

  it('moves the last use with every batch, forward only, and its address with it', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 2)]);
    expect(await shownUse(database, token)).toEqual({ at: '2026-11-23T05:00:00.002Z', address: '203.0.113.2' });
    await count(database, [usageOf(token, 1, { boot: OTHER_BOOT })]);
    expect(await shownUse(database, token)).toEqual({ at: '2026-11-23T05:00:00.002Z', address: '203.0.113.2' });
    await count(database, [usageOf(token, 3), usageOf(token, 4, { boot: OTHER_BOOT })]);
    expect(await shownUse(database, token)).toEqual({ at: '2026-11-23T05:00:00.004Z', address: '203.0.113.4' });
  });

  it('never shows a use that is yet to come, as the clock of another process may run ahead', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 1, { lastAcceptedAt: '2090-01-01T00:00:00.000Z' })]);
    expect(Date.parse((await shownUse(database, token)).at ?? '')).toBeLessThanOrEqual(Date.now() + 1_000);
  });

  it('knows of refused calls and shows no use for them', async () => {
    const token = await newToken(database);
    const refused = { expired: 0, disabled: 0, revoked: 7, scope: 0, address: 0 };
    await count(database, [usageOf(token, 0, { refused, lastAcceptedAt: null, lastAcceptedAddress: null })]);
    expect(await counters(token)).toEqual([{ boot: BOOT, counted: 0, refused: [0, 0, 7, 0, 0] }]);
    expect(await shownUse(database, token)).toEqual({ at: null, address: null });
  });

  it('leaves out tokens that were never issued, and says how many records that were', async () => {
    const token = await newToken(database);
    expect(await count(database, [usageOf('tok_nobody', 3), usageOf(token, 1), usageOf('tok_nobody', 1, { boot: OTHER_BOOT })])).toBe(2);
    expect(await counters('tok_nobody')).toEqual([]);
    expect(await counters(token)).toHaveLength(1);
  });

  it('takes an empty batch', async () => {
    expect(await count(database, [])).toBe(0);
  });

  it('lets several instances count the same tokens at once without waiting in a circle', async () => {
    const tokens = await Promise.all(Array.from({ length: 40 }, () => newToken(database)));
    const batches = Array.from({ length: 12 }, (_, round) => {
      const records = tokens.map((token) => usageOf(token, round + 1));
      return round % 2 === 0 ? records : records.reverse();
    });
    await Promise.all(batches.map((batch) => count(database, batch)));
    for (const token of tokens) expect(await counters(token)).toMatchObject([{ counted: 12 }]);
  });
});
