import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { eventually, type TestDatabase } from '@portcullis/testing';
import { append } from './append.js';
import { commit, context, openSession, openStore, type Session, tokenEvent } from './event-store.spec-kit.js';
import { readStream } from './read.js';

let store: TestDatabase;
beforeAll(async () => {
  store = await openStore();
  await store.query(`INSERT INTO token (id) VALUES ('tok_a'), ('tok_b')`);
});
afterAll(() => store.drop());

/** A whole command on a token: its row of the read model, then the append, then the commit. */
async function change(session: Session, token: string, expectedVersion: number): Promise<void> {
  await session.query('BEGIN');
  await session.query('UPDATE token SET uses = uses + 1 WHERE id = $1', [token]);
  await append(session.query, [tokenEvent(token, expectedVersion)], context);
  await session.query('COMMIT');
}

async function changeOrRollBack(session: Session, token: string, expectedVersion: number): Promise<void> {
  await change(session, token, expectedVersion).catch(async (error: unknown) => {
    await session.query('ROLLBACK');
    throw error;
  });
}

async function milliseconds(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

describe('a client that stops in the middle of its transaction', () => {
  let paused: Session;
  let other: Session;
  beforeAll(async () => {
    other = await openSession(store);
  });
  afterAll(() => other.close());

  it('does not hold up another token’s append at all while it holds its own token’s row', async () => {
    paused = await openSession(store);
    await paused.query('BEGIN');
    await paused.query(`UPDATE token SET uses = uses + 1 WHERE id = 'tok_a'`);
    expect(await milliseconds(() => change(other, 'tok_b', 0))).toBeLessThan(1_000);
    await paused.close();
  });

  it('holds others up for two seconds at most where it stops between the append and the commit, and its change is lost', async () => {
    paused = await openSession(store);
    await paused.query('BEGIN');
    await append(paused.query, [tokenEvent('tok_a', 0)], context);
    const held = await milliseconds(() => eventually(() => changeOrRollBack(other, 'tok_b', 1), { timeoutMs: 10_000 }));
    expect(held).toBeLessThan(3_500);
    await paused.ended;
    await expect(paused.query('COMMIT')).rejects.toThrow();
    expect(await readStream(store.query, 'tok_a')).toEqual([]);
  });

  it('holds others up for five seconds at most where it never falls silent', async () => {
    paused = await openSession(store);
    await paused.query('BEGIN');
    await append(paused.query, [tokenEvent('tok_a', 0)], context);
    const busy = expect(paused.query('SELECT pg_sleep(60)')).rejects.toThrow();
    const held = await milliseconds(() => eventually(() => changeOrRollBack(other, 'tok_b', 2), { timeoutMs: 15_000 }));
    expect(held).toBeLessThan(7_000);
    await busy;
    expect(await commit(store, [tokenEvent('tok_a', 0)])).toMatchObject({ outcome: 'appended' });
  });
});
