import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import { TOKENS_AT_ONCE } from './record-due-uses.js';
import { count, INTERVAL_MS, letIntervalPass, newToken, openUsageDatabase, recordDue, usageOf, usesOf } from './usage-database.spec-kit.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openUsageDatabase();
});
afterAll(() => database.drop());

const OTHER_BOOT = 'c'.repeat(32);

async function recordedCounts(token: string): Promise<unknown[]> {
  return (await usesOf(database, token)).map(({ data }) => data['accepted']);
}

describe('a TokenUsed event', () => {
  it('comes at once with the first use, and says what was counted, when, by which token and from where', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 3), usageOf(token, 2, { boot: OTHER_BOOT })]);
    expect(await recordDue(database)).toBe(1);
    const [used] = await usesOf(database, token);
    expect(used).toMatchObject({
      type: 'TokenUsed',
      version: 1,
      workspaceId: 'wsp_1',
      actor: { type: 'token', id: token },
      data: { tokenId: token, accepted: 5, lastUsedAt: '2026-11-23T05:00:00.003Z' },
    });
    expect(await database.query('SELECT address FROM event_origin WHERE position = $1', [used?.position])).toEqual([{ address: '203.0.113.3' }]);
    expect(await database.query('SELECT FROM event_message WHERE position = $1', [used?.position])).toEqual([]);
  });

  it('comes once in an interval, and its successor has all that was counted meanwhile', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 1)]);
    await recordDue(database);
    await count(database, [usageOf(token, 4)]);
    await count(database, [usageOf(token, 9)]);
    expect(await recordDue(database)).toBe(0);
    expect(await recordedCounts(token)).toEqual([1]);
    await letIntervalPass(database);
    expect(await recordDue(database)).toBe(1);
    expect(await recordedCounts(token)).toEqual([1, 8]);
  });

  it('is due exactly one interval after the one before, on the clock of the store', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 1)]);
    await recordDue(database);
    await count(database, [usageOf(token, 2)]);
    const [used] = await usesOf(database, token);
    const [row] = await database.query<{ due_at: Date }>('SELECT due_at FROM token_usage WHERE token_id = $1', [token]);
    expect(row?.due_at.getTime()).toBe(Date.parse(used?.time ?? '') + INTERVAL_MS);
  });

  it('is not made of nothing: of records seen before, or of refused calls', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 2)]);
    await recordDue(database);
    await count(database, [usageOf(token, 2), usageOf(token, 1, { boot: OTHER_BOOT, accepted: 0 })]);
    await letIntervalPass(database);
    await recordDue(database);
    expect(await recordedCounts(token)).toEqual([2]);
  });

  it('comes for a token that was revoked before its usage was told', async () => {
    const token = await newToken(database);
    await database.query(`UPDATE api_token SET status = 'revoked', revoked_version = 1 WHERE id = $1`, [token]);
    await count(database, [usageOf(token, 1)]);
    await recordDue(database);
    expect(await recordedCounts(token)).toEqual([1]);
  });

  it('takes from the counters what it says, both or neither', async () => {
    const token = await newToken(database);
    await count(database, [usageOf(token, 3)]);
    await database.query('ALTER TABLE event_origin ADD CONSTRAINT broken CHECK (position < 0) NOT VALID');
    await expect(recordDue(database)).rejects.toThrow('broken');
    await database.query('ALTER TABLE event_origin DROP CONSTRAINT broken');
    expect(await recordedCounts(token)).toEqual([]);
    expect(await recordDue(database)).toBe(1);
    expect(await recordedCounts(token)).toEqual([3]);
  });

  it('comes once however many instances look at the same time', async () => {
    const tokens = await Promise.all(Array.from({ length: 30 }, () => newToken(database)));
    await count(database, tokens.map((token) => usageOf(token, 1)));
    const recorded = await Promise.all([1, 2, 3, 4].map(() => recordDue(database)));
    expect(recorded.reduce((sum, tokensRecorded) => sum + tokensRecorded)).toBe(30);
    for (const token of tokens) expect(await recordedCounts(token)).toEqual([1]);
  });

  it('comes for some tokens at a time, until there is no more', async () => {
    const tokens = await Promise.all(Array.from({ length: TOKENS_AT_ONCE + 1 }, () => newToken(database)));
    await count(database, tokens.map((token) => usageOf(token, 1)));
    expect([await recordDue(database), await recordDue(database), await recordDue(database)]).toEqual([TOKENS_AT_ONCE, 1, 0]);
  });
});
