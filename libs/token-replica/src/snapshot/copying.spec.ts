import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import pg from 'pg';
import { statusOf } from '../content/flags.js';
import { TokenContent } from '../content/token-content.js';
import { MemoryLog } from '../memory-log.spec-kit.js';
import { sha256Of, stateMessage } from '../messages.spec-kit.js';
import { CopiedRows } from './load/copied-rows.js';
import { loadSnapshot } from './load/load-snapshot.js';
import type { LoadedSnapshot } from './load/loaded-snapshot.js';
import { snapshotMigrations } from './tables/index.js';
import { appendPortion, SnapshotMoved } from './write/append-portion.js';
import { type Copy, openCopy } from './write/open-copy.js';
import { Pending } from './write/pending.js';

const TOKENS = ['tok_a', 'tok_b', 'tok_c', 'tok_d'];
const record = fc.record({
  key: fc.constantFrom(...TOKENS),
  version: fc.integer({ min: 1, max: 5 }),
  state: fc.constantFrom({}, { status: 'revoked', type: 'TokenRevoked' } as const, { schema: 2 }, { allowedIps: [...['192.0.2.0/24']] }),
});

let database: TestDatabase;
let client: pg.Client;
let copy: Copy;

beforeAll(async () => {
  database = await createTestDatabase(snapshotMigrations);
  client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
});
afterAll(async () => {
  await client.end();
  await database.drop();
});
beforeEach(async () => {
  copy = await openCopy(client, 'memory', 'store-1', true);
});

async function load(): Promise<LoadedSnapshot> {
  const loading = await loadSnapshot(database, 'test', new MemoryLog(), new AbortController().signal);
  if (loading.result !== 'loaded') throw new Error(JSON.stringify(loading));
  return loading.snapshot;
}

/** All that a check can see of a content, whatever its rows' numbers. */
function shownBy(content: TokenContent): unknown {
  const tokens = TOKENS.map((token) => {
    const row = content.ids.find(token);
    if (row < 0) return [token];
    const { rows } = content;
    const flags = rows.flags(row);
    // Of a closed token nothing else is ever looked at.
    if (statusOf(flags) === undefined) return [token, rows.version(row), 'closed'];
    // Which number an allowlist has in the flags depends on the order in which they came.
    return [token, rows.version(row), statusOf(flags), rows.scopeBits(row), rows.expiresAtMs(row), content.workspaceId(row), content.allowlist(flags)?.allows('192.0.2.7')];
  });
  return { tokens, digest: content.contentDigest(), size: content.size, closed: content.closedTokens };
}

describe('a copy in the database', () => {
  it('loads as exactly what memory holds, after any messages in any order, saved in any portions', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 30 }), fc.array(fc.nat(30), { maxLength: 5 }), async (records, cuts) => {
        const opened = await openCopy(client, 'memory', 'store-1', true);
        const content = new TokenContent();
        const pending = new Pending(0);
        let from = 0;
        for (const [offset, { key, version, state }] of records.entries()) {
          const value = stateMessage(key, version, { secrets: [{ hash: sha256Of(`${key} ${version}`), validUntil: null }], ...state });
          content.apply(key, value);
          pending.add({ offset, key, value }, 0);
          const portion = cuts.includes(offset) || offset === records.length - 1 ? pending.take(offset, 0) : undefined;
          if (portion === undefined) continue;
          await appendPortion(client, opened.generation, from, portion);
          from = portion.nextOffset;
        }
        const loaded = await load();
        expect(loaded.nextOffset).toBe(records.length);
        expect(shownBy(loaded.content)).toEqual(shownBy(content));
      }),
      { numRuns: 60 },
    );
  }, 60_000);

  it('takes no portion that does not follow it', async () => {
    const portion = { messages: [], nextOffset: 9 };
    await expect(appendPortion(client, copy.generation, 5, portion)).rejects.toThrow(SnapshotMoved);
    await appendPortion(client, copy.generation, 0, portion);
    await expect(appendPortion(client, copy.generation, 0, portion)).rejects.toThrow(SnapshotMoved);
    await openCopy(client, 'memory', 'store-1', true);
    await expect(appendPortion(client, copy.generation, 9, portion)).rejects.toThrow(SnapshotMoved);
  });

  it('never goes back to an older message, whoever saves it', async () => {
    const save = async (from: number, version: number): Promise<string> =>
      appendPortion(client, copy.generation, from, {
        nextOffset: from + 1,
        messages: [{ offset: from, key: Buffer.from('tok_a'), version, bytes: stateMessage('tok_a', version) }],
      });
    const digest = await save(0, 3);
    expect(await save(1, 2)).toBe(digest);
    expect(await save(2, 3)).toBe(digest);
    expect((await load()).content.contentDigest()).toBe(digest);
  });

  it('is read right in whatever pieces it comes', () => {
    const rows = [['tok_a', 'one'], ['tok_b', ''], ['tok_ü', 'three']] as const;
    const field = (text: string): Buffer => Buffer.concat([Buffer.from(Int32Array.of(Buffer.byteLength(text)).buffer).reverse(), Buffer.from(text)]);
    const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
    const bytes = Buffer.concat([header, ...rows.flatMap(([key, value]) => [Buffer.from([0, 2]), field(key), field(value)]), Buffer.from([0xff, 0xff])]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
        const read: string[][] = [];
        const copied = new CopiedRows((key, value) => read.push([key.toString(), value.toString()]));
        const edges = [0, ...cuts.sort((a, b) => a - b), bytes.length];
        edges.slice(1).forEach((end, at) => {
          // As the driver does, each piece is written over once it was given.
          const piece = Buffer.from(bytes.subarray(edges[at], end));
          copied.take(piece);
          piece.fill(0);
        });
        expect(read).toEqual(rows);
        expect(copied.complete).toBe(true);
      }),
    );
  });
});

describe('what is waiting to be saved', () => {
  const one = (offset: number): { offset: number; key: string; value: Buffer } => ({ offset, key: `tok_${offset}`, value: stateMessage(`tok_${offset}`, 1) });

  it('goes to the database only up to what is proven', () => {
    const pending = new Pending(10);
    for (const offset of [10, 11, 15]) pending.add(one(offset), 0);
    expect(pending.take(9, 0)).toBeUndefined();
    expect(pending.take(12, 0)).toMatchObject({ nextOffset: 13, messages: [{ offset: 10 }, { offset: 11 }] });
    expect(pending.take(12, 0)).toBeUndefined();
    expect(pending.take(99, 0)).toMatchObject({ nextOffset: 16, messages: [{ offset: 15 }] });
  });

  it('is replaced by what stands in its place in a topic that was made again', () => {
    const pending = new Pending(10);
    for (const offset of [10, 11, 3]) pending.add(one(offset), 0);
    expect(pending.take(99, 0)).toMatchObject({ nextOffset: 4, messages: [{ offset: 3 }] });
  });
});
