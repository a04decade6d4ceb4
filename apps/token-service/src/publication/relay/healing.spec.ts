import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { eventStoreMigrations, type Query } from '@portcullis/event-store';
import type { OutgoingRecord, LogProducer } from '@portcullis/log';
import type { Alarms } from '@portcullis/service-kit';
import { createTestDatabase, ManualClock, type TestDatabase } from '@portcullis/testing';
import { commitState, newToken } from '../publication.spec-kit.js';
import { Healing } from './healing.js';

const TEN_MINUTES_MS = 600_000;
const MANY = 2_500;
const first = newToken();
const second = newToken();

let store: TestDatabase;
let clock: ManualClock;
let raised: string[];
let sent: OutgoingRecord[][];
let healing: Healing;

beforeAll(async () => {
  store = await createTestDatabase(eventStoreMigrations);
  await commitState(store, first, 1);
  await commitState(store, second, 1);
  await commitState(store, first, 2, 'revoked');
});
afterAll(() => store.drop());
beforeEach(() => {
  clock = new ManualClock();
  raised = [];
  sent = [];
  healing = new Healing(clock, { raise: (code: string) => void raised.push(code) } as unknown as Alarms);
});

const producer = {
  send: (records: readonly OutgoingRecord[]) => {
    sent.push([...records]);
    return Promise.resolve({ lastOffset: 0 });
  },
} as unknown as LogProducer;

const sendNext = (checkpoint = 3): Promise<boolean> => healing.sendNext(store.query, producer, checkpoint);
const statesSent = (): unknown[] => sent.flat().map(({ key, value }) => [key, (JSON.parse(String(value)) as { state: { status: string } }).state.status]);

describe('a republication', () => {
  it('sends nothing that nobody asked for', async () => {
    expect([await sendNext(), sent, raised]).toEqual([false, [], []]);
  });

  it('is of each token’s newest message up to the checkpoint, once, with an alarm', async () => {
    healing.request('inventory-public-api');
    expect(await sendNext()).toBe(false);
    expect(statesSent()).toEqual([[second.id, 'enabled'], [first.id, 'revoked']]);
    expect(await sendNext()).toBe(false);
    expect([sent.length, raised]).toEqual([1, ['token_state_republished']]);
  });

  it('sends nothing that is not published yet, and so cannot be missing', async () => {
    healing.request('inventory-public-api');
    await sendNext(2);
    expect(statesSent()).toEqual([[first.id, 'enabled'], [second.id, 'enabled']]);
  });

  it('goes in pieces, between which rounds take place, and each token is in one of them', async () => {
    healing.request('inventory-public-api');
    const table = (after: number, upTo: number, limit: number): object[] =>
      Array.from({ length: MANY }, (_, index) => ({ position: String(index + 1), key: `tok_${index + 1}`, bytes: Buffer.from('{}'), digest_part: '1', previous_digest_part: null }))
        .filter(({ position }) => Number(position) > after && Number(position) <= upTo)
        .slice(0, limit);
    const query = ((_sql: string, values: readonly number[]) => Promise.resolve(table(values[0] ?? 0, values[1] ?? 0, values[2] ?? 0))) as Query;
    const more: boolean[] = [];
    do more.push(await healing.sendNext(query, producer, MANY));
    while (more.at(-1) === true);
    expect(sent.map((piece) => piece.length)).toEqual([1_000, 1_000, 500]);
    expect(new Set(sent.flat().map(({ key }) => key)).size).toBe(MANY);
  });

  it('happens at most once in ten minutes, however many replicas ask', async () => {
    for (let asked = 0; asked < 5; asked += 1) healing.request('inventory-public-api');
    await sendNext();
    clock.advance(TEN_MINUTES_MS - 1);
    healing.request('inventory-public-api');
    await sendNext();
    expect(sent).toHaveLength(1);
    clock.advance(1);
    healing.request('inventory-public-api');
    await sendNext();
    expect([sent.length, raised.length]).toEqual([2, 2]);
  });
});
