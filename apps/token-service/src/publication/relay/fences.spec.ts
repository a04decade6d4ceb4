import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations } from '@portcullis/event-store';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { admitBoots, retireBoots } from '../boots/replica-boots.js';
import { publicationMigrations } from '../migrations/index.js';
import { moveCheckpoint, readCheckpoint, releaseLease, renewLease, takeLease, type Term } from './lease.js';
import { readPrimary } from './primary-view.js';

const KNOWN = { boot: 'a'.repeat(32), service: 'inventory-public-api', boundMs: 30_000 };
const UNKNOWN = { ...KNOWN, boot: 'b'.repeat(32) };

let store: TestDatabase;
let deposed: Term;
let current: Term;
beforeAll(async () => {
  store = await createTestDatabase([...eventStoreMigrations, ...publicationMigrations]);
});
afterAll(() => store.drop());

beforeEach(async () => {
  await store.query('TRUNCATE replica_boot');
  await store.query('UPDATE relay_lease SET holder = NULL');
  deposed = await take('paused');
  await admitBoots(store.query, deposed.epoch, [KNOWN]);
  await store.query(`UPDATE relay_lease SET renewed_at = renewed_at - interval '3.1 seconds'`);
  current = await take('next');
});

async function take(holder: string): Promise<Term> {
  const term = await takeLease(store.query, holder, 'log');
  if (term === undefined) throw new Error('the lease was not to be had');
  return term;
}

async function everything(): Promise<unknown> {
  return Promise.all([store.query('SELECT * FROM relay_lease'), store.query('SELECT * FROM replica_boot ORDER BY boot')]);
}

describe('a leader that was paused past its lease and wakes changes nothing', () => {
  it.each<[string, () => Promise<unknown>, unknown]>([
    ['renewing its lease', () => renewLease(store.query, 'paused', deposed.epoch), false],
    ['giving its lease back', () => releaseLease(store.query, 'paused', deposed.epoch), undefined],
    ['moving the checkpoint', () => moveCheckpoint(store.query, deposed.epoch, deposed.checkpoint, { position: 9, digest: 9n }), false],
    ['reading its checkpoint again', () => readCheckpoint(store.query, deposed.epoch), undefined],
    ['reading the head to close it', () => readPrimary(store.query, deposed.epoch, 0), undefined],
    ['admitting a boot', () => admitBoots(store.query, deposed.epoch, [UNKNOWN]), undefined],
    ['retiring a boot', () => retireBoots(store.query, deposed.epoch, [KNOWN.boot]), undefined],
  ])('by %s', async (_what, write, answer) => {
    const before = await everything();
    expect(await write()).toEqual(answer);
    expect(await everything()).toEqual(before);
  });

  it('where the one in office does all of it', async () => {
    expect(await renewLease(store.query, 'next', current.epoch)).toBe(true);
    await admitBoots(store.query, current.epoch, [UNKNOWN]);
    await retireBoots(store.query, current.epoch, [KNOWN.boot]);
    expect(await store.query('SELECT boot, phase FROM replica_boot ORDER BY boot')).toEqual([
      { boot: KNOWN.boot, phase: 'retired' },
      { boot: UNKNOWN.boot, phase: 'serving' },
    ]);
    expect((await readPrimary(store.query, current.epoch, 0))?.echoable).toEqual(new Set([UNKNOWN.boot]));
    expect(await moveCheckpoint(store.query, current.epoch, current.checkpoint, { position: 0, digest: 0n })).toBe(true);
  });
});
