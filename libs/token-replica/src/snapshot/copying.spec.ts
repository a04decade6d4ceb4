import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { createTestDatabase, eventually, type TestDatabase } from '@portcullis/testing';
import fc from 'fast-check';
import pg from 'pg';
import { ROWS_A_PAGE } from '../content/changed-pages.js';
import { applyTo, filled, record, shownBy, TOKENS } from '../content/some-content.spec-kit.js';
import { TokenContent } from '../content/token-content.js';
import { stateMessage } from '../messages.spec-kit.js';
import { CopiedRows } from './load/copied-rows.js';
import { loadCopy, saveCopy, savedContent } from './stored-copy.spec-kit.js';
import { snapshotMigrations } from './tables/index.js';
import { Cuts } from './write/cuts.js';
import { SnapshotMoved, StoredCopy } from './write/stored-copy.js';
import { WritingSession } from './write/writing-session.js';

/** Behind which record a closed one counts, and whether its save is waited for before the next record comes. */
const proofs = fc.array(fc.record({ behind: fc.nat(30), waited: fc.boolean() }), { maxLength: 6 });

let database: TestDatabase;
let client: pg.Client;

beforeAll(async () => {
  database = await createTestDatabase(snapshotMigrations);
});
afterAll(() => database.drop());
beforeEach(async () => {
  client = new pg.Client({ connectionString: database.connectionString });
  await client.connect();
});
afterEach(() => client.end());

/** A process that saves what it is told, whenever something counts. */
class Saving {
  readonly cuts = new Cuts(() => (this.nowMs += 60_000));
  savedTo = 0;
  private nowMs = 0;
  private readonly closing = new AbortController();
  private constructor(
    readonly content: TokenContent,
    private running: Promise<void>,
  ) {}

  static async of(content: TokenContent): Promise<Saving> {
    const saving = new Saving(content, Promise.resolve());
    const onSaved = (nextOffset: number): void => void (saving.savedTo = nextOffset);
    const session = new WritingSession(await StoredCopy.open(client), { cuts: saving.cuts, logIdentity: 'memory', closing: saving.closing.signal, replaced: new AbortController().signal, isAltered: () => false, onSaved });
    saving.running = session.run();
    return saving;
  }

  proven(offset: number): void {
    this.cuts.proven({ offset, position: offset, store: 'store-1', content: this.content });
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }
}

describe('a copy in the database', () => {
  it('loads as exactly what memory holds, after any messages in any order, with saves between and during them', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { minLength: 1, maxLength: 30 }), proofs, async (records, counted) => {
        const saving = await Saving.of(filled());
        for (const [offset, each] of records.entries()) {
          applyTo(saving.content, each);
          const proof = counted.find(({ behind }) => behind === offset);
          if (proof === undefined) continue;
          saving.proven(offset);
          if (proof.waited) await eventually(() => saving.savedTo === offset + 1, { intervalMs: 1 });
        }
        saving.proven(records.length);
        await saving.close();
        const loading = await loadCopy(database);
        if (loading.result !== 'loaded') throw new Error(JSON.stringify(loading));
        expect(loading.snapshot).toMatchObject({ nextOffset: records.length + 1, position: records.length, store: 'store-1' });
        expect(shownBy(loading.snapshot.content)).toEqual(shownBy(saving.content));
      }),
      { numRuns: 15 },
    );
  }, 120_000);

  it('is brought up by a process that began with it as by the one that wrote it', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(record, { maxLength: 10 }), fc.array(record, { minLength: 1, maxLength: 10 }), async (before, after) => {
        const content = filled();
        for (const each of before) applyTo(content, each);
        await saveCopy(database, content);
        const loading = await loadCopy(database);
        if (loading.result !== 'loaded') throw new Error(JSON.stringify(loading));
        const saving = await Saving.of(loading.snapshot.content);
        saving.cuts.loaded(loading.snapshot.content, loading.snapshot.save);
        for (const each of after) {
          applyTo(content, each);
          applyTo(saving.content, each);
        }
        saving.proven(9);
        await saving.close();
        expect(shownBy(saving.content)).toEqual(shownBy(content));
        expect(shownBy(await savedContent(database))).toEqual(shownBy(content));
      }),
      { numRuns: 8 },
    );
  }, 120_000);

  it('is written page by page where something changed, and nowhere else', async () => {
    await saveCopy(database, filled());
    const loading = await loadCopy(database);
    if (loading.result !== 'loaded') throw new Error(JSON.stringify(loading));
    const { content, save } = loading.snapshot;
    const versions = (): Promise<object[]> => database.query('SELECT kind, number, xmin::text AS written FROM portcullis_replica.snapshot_page ORDER BY kind, number');
    const before = await versions();
    const saving = await Saving.of(content);
    saving.cuts.loaded(content, save);
    content.apply(TOKENS[ROWS_A_PAGE] ?? '', stateMessage(TOKENS[ROWS_A_PAGE] ?? '', 2));
    saving.proven(1);
    await saving.close();
    const after = await versions();
    expect(after.map((page, at) => JSON.stringify(page) !== JSON.stringify(before[at]))).toEqual([false, true, false, false]);
    // One that knows nothing of the copy compares, and finds the same.
    await saveCopy(database, content);
    expect(await versions()).toEqual(after);
  });

  it('takes nothing from a process that does not know what is there', async () => {
    await saveCopy(database, filled());
    const one = await StoredCopy.open(client);
    const head = one.head;
    if (head === undefined) throw new Error('nothing was saved');
    await saveCopy(database, filled());
    await expect(one.begin(head)).rejects.toThrow(SnapshotMoved);
    await client.query('ROLLBACK');
    const other = await StoredCopy.open(client);
    await database.query('DELETE FROM portcullis_replica.snapshot');
    await expect(other.begin(head)).rejects.toThrow(SnapshotMoved);
    await client.query('ROLLBACK');
    const third = await StoredCopy.open(client);
    await saveCopy(database, filled());
    await expect(third.begin(head)).rejects.toThrow(SnapshotMoved);
  });

  it('of fewer rows keeps no page of the one before', async () => {
    await saveCopy(database, filled());
    const small = new TokenContent();
    small.apply('tok_a', stateMessage('tok_a', 1));
    await saveCopy(database, small);
    expect(shownBy(await savedContent(database))).toEqual(shownBy(small));
    expect(await database.query('SELECT kind, number FROM portcullis_replica.snapshot_page ORDER BY kind')).toEqual([{ kind: 0, number: 0 }, { kind: 1, number: 0 }]);
  });

  it('of an empty topic is one', async () => {
    await saveCopy(database, new TokenContent());
    expect((await savedContent(database)).size).toBe(0);
  });

  it('is read right in whatever pieces it comes', () => {
    const rows = [['tok_a', 'one', 'x'], ['tok_b', '', 'y'], ['tok_ü', 'three', '']] as const;
    const field = (text: string): Buffer => Buffer.concat([Buffer.from(Int32Array.of(Buffer.byteLength(text)).buffer).reverse(), Buffer.from(text)]);
    const header = Buffer.concat([Buffer.from('PGCOPY\n\xff\r\n\0', 'latin1'), Buffer.alloc(8)]);
    const bytes = Buffer.concat([header, ...rows.flatMap((fields) => [Buffer.from([0, 3]), ...fields.map(field)]), Buffer.from([0xff, 0xff])]);
    fc.assert(
      fc.property(fc.array(fc.nat(bytes.length), { maxLength: 10 }), (cuts) => {
        const read: string[][] = [];
        const copied = new CopiedRows((fields) => {
          read.push(fields.map(String));
        });
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
