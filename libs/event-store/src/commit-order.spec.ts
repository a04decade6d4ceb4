import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { TestDatabase } from '@portcullis/testing';
import { append } from './append.js';
import type { RecordedEvent } from './event.js';
import { commit, context, openStore, tokenEvent } from './event-store.spec-kit.js';
import { head, readAll } from './read.js';

const WRITERS = 8;
const ROUNDS = 30;

let store: TestDatabase;
beforeAll(async () => {
  store = await openStore();
});
afterAll(() => store.drop());

/** Follows the store as a relay does, from position to position, until all is written and seen. */
async function follow(isOver: () => boolean): Promise<RecordedEvent[]> {
  const seen: RecordedEvent[] = [];
  for (;;) {
    const over = isOver();
    const batch = await readAll(store.query, seen.length, 50);
    // Had a later position been committed before an earlier one, the earlier would be missing here for ever.
    expect(batch.map(({ position }) => position)).toEqual(batch.map((_, at) => seen.length + at + 1));
    seen.push(...batch);
    if (over && batch.length === 0) return seen;
  }
}

/** One event a round, and every other round one for a second stream in the same call. */
async function write(writer: number): Promise<number> {
  let appended = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    const events = [tokenEvent(`tok_${writer}`, round)];
    if (round % 2 === 1) events.push(tokenEvent(`tok_${writer}_beside`, (round - 1) / 2, `wsp_${writer % 3}`));
    await commit(store, events);
    appended += events.length;
    if (Math.random() < 0.5) await rollBack(writer);
  }
  return appended;
}

async function rollBack(writer: number): Promise<void> {
  const rolledBack = store.transaction(async (query) => {
    await append(query, [tokenEvent(`tok_${writer}_rolled_back`, 0), tokenEvent(`tok_${writer}_too`, 0)], context);
    throw new Error('on purpose');
  });
  await expect(rolledBack).rejects.toThrow('on purpose');
}

describe('positions under concurrent writers, half of whose transactions roll back', () => {
  let seen: RecordedEvent[];
  let appended: number;
  beforeAll(async () => {
    let over = false;
    const writing = Promise.all(Array.from({ length: WRITERS }, (_, writer) => write(writer))).finally(() => {
      over = true;
    });
    const [counts, followed] = await Promise.all([writing, follow(() => over)]);
    appended = counts.reduce((sum, count) => sum + count, 0);
    seen = followed;
  });

  it('are 1, 2, 3 … without a gap, and a reader that follows never sees one', async () => {
    expect(seen.map(({ position }) => position)).toEqual(Array.from({ length: appended }, (_, at) => at + 1));
    expect((await head(store.query)).position).toBe(appended);
  });

  it('are in the order of time', () => {
    const times = seen.map(({ time }) => time);
    expect(times).toEqual([...times].sort());
  });

  it('number each stream and each workspace from 1 without a gap', () => {
    const counters = new Map<string, number>();
    for (const { stream, version, workspaceId, workspaceSequence } of seen) {
      for (const [counted, number] of [[`stream ${stream}`, version], [`workspace ${workspaceId}`, workspaceSequence]] as const) {
        expect(number).toBe((counters.get(counted) ?? 0) + 1);
        counters.set(counted, number);
      }
    }
  });
});

describe('time', () => {
  it('does not fall where the database’s clock was set back', async () => {
    await store.query(`UPDATE event_head SET time = '2999-01-01T00:00:00.123Z'`);
    expect(await commit(store, [tokenEvent('tok_late', 0)])).toMatchObject({ time: '2999-01-01T00:00:00.123Z' });
    expect(await commit(store, [tokenEvent('tok_late', 1)])).toMatchObject({ time: '2999-01-01T00:00:00.123Z' });
  });
});
