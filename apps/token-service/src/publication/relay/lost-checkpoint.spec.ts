import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, eventStoreMigrations } from '@portcullis/event-store';
import type { Log, LogProducer, OutgoingRecord } from '@portcullis/log';
import { CLOSED_KEY, type ClosedRecord, digestPart, formatDigest } from '@portcullis/messages';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { publicationMigrations } from '../migrations/index.js';
import type { Healing } from './healing.js';
import { readCheckpoint, takeLease, type Term } from './lease.js';
import { TermOfOffice } from './term-of-office.js';

const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };

let store: TestDatabase;
let term: Term;
let office: TermOfOffice;
let sent: OutgoingRecord[];
let steps: string[];

beforeEach(async () => {
  store = await createTestDatabase([...eventStoreMigrations, ...publicationMigrations]);
  const taken = await takeLease(store.query, 'holder-1', 'log');
  if (taken === undefined) throw new Error('the lease of a new store is free');
  term = taken;
  sent = [];
  steps = [];
  office = new TermOfOffice({
    log: { openProducer: () => Promise.resolve(producer()) } as unknown as Log,
    query: store.query,
    term,
    copyNonces: () => [],
    sawCommitted: () => undefined,
    healing: { sendNext: () => Promise.resolve(false) } as unknown as Healing,
    onRound: () => undefined,
    giveBack: () => Promise.resolve(void steps.push('gives the lease back')),
    logger: quiet,
  });
});
afterEach(() => store.drop());

function producer(): LogProducer {
  steps.push('opens');
  return {
    send: (records) => {
      sent.push(...records);
      return Promise.resolve({ firstOffset: 0, lastOffset: 0 });
    },
    close: () => Promise.resolve(void steps.push('closes')),
  };
}

async function commit(tokenId: string): Promise<void> {
  const body = { tokenId, version: 1 };
  const event = { stream: tokenId, expectedVersion: 0, type: 'TokenIssued', schemaVersion: 1, workspaceId: 'wsp_1', data: body, message: { key: tokenId, body } };
  await store.transaction((tx) => append(tx, [event], { actor: { type: 'system', id: 'test' }, requestId: 'req_1' }));
}

/** What a crash of the server leaves, which did not wait for the disk with the last move. */
async function loseTheLastMove(): Promise<void> {
  await commit('tok_a');
  await office.work();
  expect((await readCheckpoint(store.query, term.epoch))?.position).toBe(1);
  await store.query('UPDATE relay_lease SET position = $1, digest = $2', [term.checkpoint.position, formatDigest(term.checkpoint.digest)]);
}

describe('a relay whose checkpoint is not where it left it', () => {
  it('goes on in the same term, with a new producer, from the pair that is there', async () => {
    await loseTheLastMove();
    await commit('tok_b');
    expect(await office.work()).toBe(true);
    sent = [];
    expect(await office.work()).toBe(false);
    expect([office.isOver, steps]).toEqual([false, ['opens', 'closes', 'opens']]);
    expect(sent.map(({ key }) => key)).toEqual(['tok_a', 'tok_b', CLOSED_KEY]);
    const digest = sent.slice(0, 2).reduce((sum, { value }) => sum + digestPart(Buffer.from(value)), 0n);
    const closed = JSON.parse(String(sent[2]?.value)) as ClosedRecord;
    expect(closed).toMatchObject({ epoch: term.epoch, position: 2, digest: formatDigest(BigInt.asUintN(64, digest)) });
    expect(await readCheckpoint(store.query, term.epoch)).toEqual({ position: 2, digest: BigInt.asUintN(64, digest) });
  });

  it('is deposed only where its epoch is gone: then it sends nothing more', async () => {
    await loseTheLastMove();
    await commit('tok_b');
    await office.work();
    await store.query("UPDATE relay_lease SET holder = 'holder-2', epoch = epoch + 1");
    sent = [];
    expect(await office.work()).toBe(false);
    expect([office.isOver, sent, steps]).toEqual([true, [], ['opens', 'closes', 'gives the lease back']]);
  });
});
