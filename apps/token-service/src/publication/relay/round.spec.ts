import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { append, eventStoreMigrations, MAX_EVENTS_PER_APPEND, type Query } from '@portcullis/event-store';
import type { LogProducer, OutgoingRecord } from '@portcullis/log';
import { CLOSED_KEY, type ClosedRecord, digestPart, formatDigest, replaceInDigest } from '@portcullis/messages';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { bootsConcernedBy, markGone, retireBoots } from '../boots/replica-boots.js';
import { publicationMigrations } from '../migrations/index.js';
import { moveCheckpoint, readCheckpoint, releaseLease, takeLease, type Term } from './lease.js';
import { MESSAGES_IN_VIEW } from './primary-view.js';
import { type Nonce, round, type RoundResult } from './round.js';

const LOG = 'embedded 1';
const BOOT = 'd'.repeat(32);
const boot: Nonce = { boot: BOOT, service: 'inventory-public-api', boundMs: 30_000, nonce: 7 };

let store: TestDatabase;
let term: Term;
let sent: OutgoingRecord[];
let steps: string[];
/** How many records each send had, and the key of its last one. */
let sends: { readonly records: number; readonly last: string | undefined }[];

const producer: LogProducer = {
  send: (records) => {
    if (records.some(({ key }) => key !== CLOSED_KEY)) steps.push('messages');
    if (records.at(-1)?.key === CLOSED_KEY) steps.push('closed');
    sends.push({ records: records.length, last: records.at(-1)?.key });
    sent.push(...records);
    return Promise.resolve({ firstOffset: 0, lastOffset: 0 });
  },
  close: () => Promise.resolve(),
};

/** The store's queries, written down as what they are in a round. */
const query: Query = (sql, params) => {
  if (sql.includes('INSERT INTO replica_boot')) steps.push('admit');
  if (sql.includes('pg_is_in_recovery')) steps.push('head');
  if (sql.includes('UPDATE relay_lease SET position')) steps.push('checkpoint');
  return store.query(sql, params);
};

beforeEach(async () => {
  store = await createTestDatabase([...eventStoreMigrations, ...publicationMigrations]);
  const taken = await takeLease(store.query, 'holder-1', LOG);
  if (taken === undefined) throw new Error('the lease of a new store is free');
  term = taken;
  sent = [];
  sends = [];
  steps = [];
});
afterEach(() => store.drop());

async function commit(tokenId: string, version: number): Promise<void> {
  const body = { tokenId, version };
  const event = { stream: tokenId, expectedVersion: version - 1, type: 'TokenUpdated', schemaVersion: 1, workspaceId: 'wsp_1', data: body };
  await store.transaction((tx) =>
    append(tx, [{ ...event, message: { key: tokenId, body } }], { actor: { type: 'system', id: 'test' }, requestId: 'req_1' }),
  );
}

/** As many tokens as that, tok_0 and on, in transactions of the most events that one takes. */
async function commitMany(count: number): Promise<void> {
  const events = Array.from({ length: count }, (_, at) => {
    const body = { tokenId: `tok_${at}`, version: 1 };
    return { stream: body.tokenId, expectedVersion: 0, type: 'TokenIssued', schemaVersion: 1, workspaceId: 'wsp_1', data: body, message: { key: body.tokenId, body } };
  });
  for (let from = 0; from < count; from += MAX_EVENTS_PER_APPEND) {
    await store.transaction((tx) => append(tx, events.slice(from, from + MAX_EVENTS_PER_APPEND), { actor: { type: 'system', id: 'test' }, requestId: 'req_1' }));
  }
}

async function runRound(nonces: readonly Nonce[] = [boot], admitted = new Set<string>()): Promise<RoundResult> {
  const checkpoint = (await readCheckpoint(store.query, term.epoch)) ?? term.checkpoint;
  const copyNonces = (): readonly Nonce[] => {
    steps.push('nonces');
    return nonces;
  };
  return round({ query, producer, epoch: term.epoch, checkpoint, copyNonces, admitted, sawCommitted: () => undefined });
}

function closed(): ClosedRecord {
  const last = sent.findLast(({ key }) => key === CLOSED_KEY);
  return JSON.parse(String(last?.value)) as ClosedRecord;
}

describe('a round', () => {
  it('copies nonces, admits boots, reads the head, sends messages and closes them, in exactly this order', async () => {
    await commit('tok_a', 1);
    await runRound();
    expect(steps).toEqual(['nonces', 'admit', 'head', 'messages', 'closed', 'checkpoint']);
  });

  it('sends every stored message up to the head in position order, byte for byte, and closes at the head', async () => {
    await commit('tok_a', 1);
    await commit('tok_b', 1);
    await commit('tok_a', 2);
    await runRound();
    expect(sent.map(({ key }) => key)).toEqual(['tok_a', 'tok_b', 'tok_a', CLOSED_KEY]);
    expect(closed()).toMatchObject({ epoch: term.epoch, position: 3, nonces: { [BOOT]: 7 } });
  });

  it('closes in the send of its last messages, behind them, and in no send before that', async () => {
    await commitMany(1_200);
    await runRound();
    expect(sends).toEqual([
      { records: 1_000, last: 'tok_999' },
      { records: 201, last: CLOSED_KEY },
    ]);
  });

  it.each([MESSAGES_IN_VIEW - 1, MESSAGES_IN_VIEW, MESSAGES_IN_VIEW + 1])('sends %d messages once, in order, whether or not they all come with the head', async (count) => {
    await commitMany(count);
    await runRound();
    expect(sent.map(({ key }) => key)).toEqual([...Array.from({ length: count }, (_, at) => `tok_${at}`), CLOSED_KEY]);
    expect(closed().position).toBe(count);
  });

  it('needs no further send where a full one has reached the head', async () => {
    await commitMany(1_000);
    await runRound();
    expect(sends).toEqual([{ records: 1_001, last: CLOSED_KEY }]);
  });

  it('closes with the content digest of each token’s last message, also after a restart from the checkpoint', async () => {
    await commit('tok_a', 1);
    await runRound();
    await commit('tok_a', 2);
    await commit('tok_b', 1);
    await runRound();
    const last = new Map(sent.filter(({ key }) => key !== CLOSED_KEY).map(({ key, value }) => [key, Buffer.from(value)]));
    const digest = [...last.values()].reduce((sum, value) => replaceInDigest(sum, 0n, digestPart(value)), 0n);
    expect(closed().digest).toBe(formatDigest(digest));
  });

  it('sends again, after a relay died before its checkpoint, exactly what that one sent', async () => {
    await commit('tok_a', 1);
    const dying = { ...producer, send: (records: readonly OutgoingRecord[]) => Promise.all([producer.send(records), Promise.reject(new Error('killed'))]).then(([ack]) => ack) };
    await expect(
      round({ query, producer: dying, epoch: term.epoch, checkpoint: term.checkpoint, copyNonces: () => [], admitted: new Set(), sawCommitted: () => undefined }),
    ).rejects.toThrow('killed');
    await runRound();
    const [first, again] = sent.filter(({ key }) => key === 'tok_a');
    expect(again?.value).toEqual(first?.value);
  });

  it('closes nothing where the store went back behind the checkpoint: a restore has undone what its digest speaks of', async () => {
    await commit('tok_a', 1);
    await runRound();
    sent = [];
    const ahead = { position: 2, digest: 5n };
    await expect(
      round({ query, producer, epoch: term.epoch, checkpoint: ahead, copyNonces: () => [], admitted: new Set(), sawCommitted: () => undefined }),
    ).rejects.toThrow('restored');
    expect(sent).toEqual([]);
  });

  it('echoes a boot only once it stands in the table', async () => {
    await runRound();
    await commit('tok_a', 1);
    expect((await bootsConcernedBy(store.query, 1)).map((row) => row.boot)).toEqual([BOOT]);
    expect(closed().nonces).toEqual({ [BOOT]: 7 });
  });

  it('never echoes a retired boot again, nor one that is gone', async () => {
    await runRound();
    await retireBoots(store.query, term.epoch, [BOOT]);
    await runRound();
    expect(closed().nonces).toEqual({});
    await markGone(store.query, [BOOT], 'retired');
    await runRound();
    expect(closed().nonces).toEqual({});
  });

  it('of a deposed relay sends nothing and moves nothing', async () => {
    await commit('tok_a', 1);
    await store.query("UPDATE relay_lease SET holder = 'holder-2', epoch = epoch + 1");
    expect(await runRound()).toEqual({ done: false, reason: 'deposed' });
    expect(sent).toEqual([]);
    expect(await bootsConcernedBy(store.query, 1)).toEqual([]);
  });

  it('of a relay deposed while it was sending does not move the checkpoint', async () => {
    await commit('tok_a', 1);
    const { epoch, checkpoint } = term;
    const late: LogProducer = {
      ...producer,
      send: async (records) => {
        await store.query("UPDATE relay_lease SET holder = 'holder-2', epoch = $1", [epoch + 1]);
        return producer.send(records);
      },
    };
    expect(await round({ query, producer: late, epoch, checkpoint, copyNonces: () => [], admitted: new Set(), sawCommitted: () => undefined })).toEqual({
      done: false,
      reason: 'checkpoint_elsewhere',
    });
    expect(await readCheckpoint(store.query, epoch)).toBeUndefined();
    expect((await readCheckpoint(store.query, epoch + 1))?.position).toBe(0);
  });
});

describe('a boot concerns a change', () => {
  it('above the position at which it was admitted, and none below', async () => {
    await commit('tok_a', 1);
    await runRound();
    await commit('tok_a', 2);
    expect(await bootsConcernedBy(store.query, 1)).toEqual([]);
    expect(await bootsConcernedBy(store.query, 2)).toMatchObject([{ boot: BOOT, phase: 'serving', gone: false }]);
  });

  it('until it is gone, and keeps concerning those before', async () => {
    await runRound();
    await commit('tok_a', 1);
    await markGone(store.query, [BOOT], 'goodbye');
    await commit('tok_a', 2);
    expect(await bootsConcernedBy(store.query, 1)).toMatchObject([{ phase: 'goodbye', gone: true }]);
    expect(await bootsConcernedBy(store.query, 2)).toEqual([]);
  });

  it('where its admission and the change meet: an append waits for an admission under way', async () => {
    const order: string[] = [];
    const { appended } = await store.transaction(async (tx) => {
      await tx('SELECT position FROM event_head FOR SHARE');
      const appending = commit('tok_a', 1).then(() => order.push('append'));
      await tx("INSERT INTO replica_boot (boot, service, bound_ms, admitted_position) VALUES ($1, 's', 1, 0)", [BOOT]);
      order.push('admitted');
      return { appended: appending };
    });
    await appended;
    expect(order).toEqual(['admitted', 'append']);
  });
});

describe('the lease', () => {
  it('is not given to a second holder while the first renews it', async () => {
    expect(await takeLease(store.query, 'holder-2', LOG)).toBeUndefined();
  });

  it('is taken over, one epoch later and from the same checkpoint, once it has run out', async () => {
    await commit('tok_a', 1);
    await runRound();
    await store.query("UPDATE relay_lease SET renewed_at = renewed_at - interval '3.1 seconds'");
    const next = await takeLease(store.query, 'holder-2', LOG);
    expect(next).toMatchObject({ epoch: term.epoch + 1, checkpoint: { position: 1 } });
  });

  it('of an instance that died is taken over also after the database’s clock was set back', async () => {
    await store.query("UPDATE relay_lease SET renewed_at = clock_timestamp() + interval '1 hour'");
    expect(await takeLease(store.query, 'holder-2', LOG)).toMatchObject({ epoch: term.epoch + 1 });
  });

  it('has its checkpoint moved without a wait for the disk, and is itself taken with one', async () => {
    const settingAfter = (work: (tx: Query) => Promise<unknown>): Promise<unknown> =>
      store.transaction(async (tx) => {
        await tx('SET LOCAL synchronous_commit = on');
        await work(tx);
        return tx('SHOW synchronous_commit');
      });
    expect(await settingAfter((tx) => moveCheckpoint(tx, term.epoch, term.checkpoint, { position: 1, digest: 1n }))).toEqual([{ synchronous_commit: 'off' }]);
    expect((await readCheckpoint(store.query, term.epoch))?.position).toBe(1);
    await releaseLease(store.query, 'holder-1', term.epoch);
    expect(await settingAfter((tx) => takeLease(tx, 'holder-2', LOG))).toEqual([{ synchronous_commit: 'on' }]);
  });

  it('begins at the beginning on another log, which has acknowledged nothing', async () => {
    await commit('tok_a', 1);
    await runRound();
    await releaseLease(store.query, 'holder-1', term.epoch);
    const next = await takeLease(store.query, 'holder-1', 'kafka 2');
    expect(next).toMatchObject({ checkpoint: { position: 0, digest: 0n } });
  });
});
