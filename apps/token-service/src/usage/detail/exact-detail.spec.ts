import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UsageDetailChunk, encodeUsageDetail } from '@portcullis/messages';
import type { TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import { countUsage } from '../count-usage.js';
import { readUsage } from '../told-usage.js';
import { BOOT, chunkOf, countDetail, INTERVAL_MS, ITEMS, NEW_ITEM, newToken, openUsageDatabase, usageOf } from '../usage-database.spec-kit.js';
import { MOST_ROUTES_OF_SERVICE } from './route-numbers.js';

let database: TestDatabase;
beforeAll(async () => {
  database = await openUsageDatabase();
});
afterAll(() => database.drop());

const OTHER_BOOT = 'c'.repeat(32);

async function sumOf(tokenId: string): Promise<number> {
  const [row] = await database.query<{ sum: number }>('SELECT coalesce(sum(calls), 0)::int AS sum FROM usage_cell WHERE token_id = $1', [tokenId]);
  return row?.sum ?? 0;
}

async function detailed(tokenId: string): Promise<unknown> {
  const [row] = await database.query('SELECT detailed_accepted::int AS accepted, detailed_refused::int AS refused FROM token_usage WHERE token_id = $1', [tokenId]);
  return row;
}

class Crash extends Error {}

/** Which of two boots’ chunks come in one transaction, and what becomes of that. */
const step = fc.record({
  kind: fc.constantFrom('count' as const, 'count' as const, 'twice at once' as const, 'crash' as const),
  chunks: fc.array(fc.record({ boot: fc.constantFrom(BOOT, OTHER_BOOT), chunk: fc.integer({ min: 1, max: 8 }) }), { minLength: 1, maxLength: 6 }),
});

describe('detail', () => {
  it('is counted once a chunk, whatever is doubled, late, lost in a crash or told to two at once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 1, maxLength: 8 }), async (steps) => {
        await database.query('DELETE FROM usage_boot', []);
        const tokens = await Promise.all([newToken(database), newToken(database)]);
        // What a boot tells in a chunk never changes.
        const chunkAt = ({ boot, chunk }: { boot: string; chunk: number }): UsageDetailChunk =>
          chunkOf(chunk, tokens.map((tokenId, at) => ({ tokenId, calls: chunk * 10 ** at, route: chunk % 2 === 0 ? ITEMS : NEW_ITEM })), { boot });
        const told = new Set<string>();
        for (const { kind, chunks } of steps) {
          const work = () => countDetail(database, chunks.map(chunkAt));
          if (kind === 'crash') {
            const crashed = database.transaction(async (query) => {
              await countUsage(query, { records: [], chunks: chunks.map(chunkAt), reports: [] }, INTERVAL_MS);
              throw new Crash();
            });
            await expect(crashed).rejects.toThrow(Crash);
            continue;
          }
          await (kind === 'count' ? work() : Promise.all([work(), work()]));
          for (const { boot, chunk } of chunks) told.add(`${boot} ${chunk}`);
        }
        const expected = [...told].reduce((sum, key) => sum + Number(key.split(' ')[1]), 0);
        expect(await Promise.all(tokens.map(sumOf))).toEqual([expected, expected * 10]);
      }),
      { numRuns: 40 },
    );
  }, 120_000);

  it('changes no total, and totals change no detail', async () => {
    const token = await newToken(database);
    await countDetail(database, [chunkOf(1001, [{ tokenId: token, calls: 7 }, { tokenId: token, calls: 2, outcome: 'scope' }])], [usageOf(token, 9)]);
    expect([await sumOf(token), await detailed(token)]).toEqual([9, { accepted: 7, refused: 2 }]);
    expect(await database.query('SELECT counted::int FROM usage_counter WHERE token_id = $1', [token])).toEqual([{ counted: 9 }]);
  });

  it('of tokens that were never issued is left out, and of those beside them counted', async () => {
    const token = await newToken(database);
    await countDetail(database, [chunkOf(1002, [{ tokenId: 'tok_nobody' }, { tokenId: token }])]);
    expect([await sumOf('tok_nobody'), await sumOf(token)]).toEqual([0, 1]);
  });

  it('of a minute that is yet to come is of the present one', async () => {
    const token = await newToken(database);
    await countDetail(database, [chunkOf(1003, [{ tokenId: token, at: '2090-01-01T00:00:00Z' }, { tokenId: token, at: '2091-01-01T00:00:00Z' }])]);
    const rows = await database.query<{ minute: Date; calls: number }>('SELECT minute, calls::int FROM usage_cell WHERE token_id = $1', [token]);
    expect(rows).toEqual([{ minute: expect.any(Date), calls: 2 }]);
    expect(rows[0]?.minute.getTime()).toBeLessThanOrEqual(Date.now());
  });
});

describe('what a service makes up', () => {
  const read = (...values: unknown[]) => readUsage(values.map((value, offset) => ({ offset, key: 'k', value: Buffer.from(typeof value === 'string' ? value : JSON.stringify(value)) })));
  const good = chunkOf(1, [{ tokenId: 'tok_a' }]);

  it.each<[string, unknown]>([
    ['a negative number of calls', { ...good, cells: [['tok_a', 0, 0, null, 1, -1]] }],
    ['half a call', { ...good, cells: [['tok_a', 0, 0, null, 1, 0.5]] }],
    ['more calls than a number holds', JSON.stringify(good).replace(/,1\]\]/, ',1e300]]')],
    ['an outcome that is none', { ...good, cells: [['tok_a', 6, 0, null, 1, 1]] }],
    ['a minute of another age', { ...good, cells: [['tok_a', 0, 0, null, 1e12, 1]] }],
    ['a NUL', { ...good, cells: [['tok_\0', 0, 0, null, 1, 1]] }],
    ['half of a surrogate pair', JSON.stringify(good).replace('GET', '\\ud800')],
    ['a route of a megabyte', { ...good, routes: [{ route: 'x'.repeat(1_000_000), scopes: [] }] }],
    ['a thousand cells', { ...good, cells: Array.from({ length: 1_000 }, () => good.cells[0]) }],
    ['a chunk before the first', { ...good, chunk: 0 }],
    ['a boot that is none', { ...good, boot: 'x' }],
    ['another schema', { ...good, schema: 2 }],
    ['an unknown kind', { ...good, kind: 'gossip' }],
    ['nothing', ''],
  ])('is not counted, and counted as unreadable: %s', (_what, value) => {
    expect(read(value)).toEqual({ records: [], chunks: [], reports: [], unreadable: 1 });
  });

  it('of addresses and routes is under other', () => {
    const { chunks } = read({ ...good, routes: [{ route: 'é'.repeat(300), scopes: Array.from({ length: 32 }, () => 'é'.repeat(100)) }], cells: [['tok_a', 0, 0, 'not an address', 1, 1], ['tok_a', 0, 7, null, 1, 1]] });
    expect(chunks[0]?.cells).toEqual([['tok_a', 0, null, null, 1, 1], ['tok_a', 0, null, null, 1, 1]]);
  });

  it('never stops the counting of others: numbers that no sum holds, and routes without end', async () => {
    const token = await newToken(database);
    const most = Number.MAX_SAFE_INTEGER;
    for (const chunk of [2001, 2002]) await countDetail(database, [chunkOf(chunk, [{ tokenId: token, calls: most }, { tokenId: token, calls: most }])]);
    for (let chunk = 1; chunk <= 6; chunk += 1) {
      const cells = Array.from({ length: 500 }, (_, at) => ({ tokenId: token, route: { route: `GET /${chunk}/${at}`, scopes: [] }, at: '2026-11-23T06:00:00Z' }));
      const { chunks } = readUsage([{ offset: 0, key: '', value: Buffer.from(encodeUsageDetail(chunkOf(chunk, cells, { service: 'liar', boot: 'd'.repeat(32) }))) }]);
      await countDetail(database, chunks);
    }
    const [row] = await database.query<{ routes: number }>("SELECT count(*)::int AS routes FROM usage_route WHERE service = 'liar'", []);
    expect(row?.routes).toBe(MOST_ROUTES_OF_SERVICE);
    expect(await database.query("SELECT sum(calls)::int AS calls FROM usage_cell WHERE token_id = $1 AND minute = '2026-11-23T06:00:00Z'", [token])).toEqual([{ calls: 3_000 }]);
  }, 60_000);
});
