import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { append, eventStoreMigrations, type RecordedEvent } from '@portcullis/event-store';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { decide } from '@portcullis/token';
import { readFileSync } from 'node:fs';
import { type LoadedToken, nothingLoaded } from './load-token.js';
import { decidedAt, wishFor } from './recorded-wish.spec-kit.js';
import { type Step, stepsFrom, toAppend } from './steps.js';
import { fromStored } from './stored-event.js';

interface Recorded {
  /** Envelopes and messages of tokens' own events, as text, both in the order of their positions. */
  readonly events: readonly string[];
  readonly messages: readonly string[];
}

/** See docs/adr/0033; made by real processes of that version, and never edited. */
const readRecorded = (version: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../../recorded/${version}.json`, import.meta.url), 'utf8')) as Recorded;

/** Without what the store and chance give an event each time anew; a member's name and place stay. */
const comparable = (text: string): string =>
  text
    .replaceAll(/"(position|workspaceSequence)":\d+/g, '"$1":0')
    .replaceAll(/"(time|salt|addressHash|userAgentHash)":"[^"]*"/g, '"$1":""')
    .replace(/"previousHash":(?:null|"[^"]*")/, '"previousHash":null');

describe.each(['version-1'])('the events that %s stored', (version) => {
  const { events, messages } = readRecorded(version);
  const recorded = events.map((text) => JSON.parse(text) as RecordedEvent);

  it('are still read, and amount to the messages that were published then, byte for byte', () => {
    const tokens = new Map<string, LoadedToken>();
    const published = recorded.map((event) => {
      const { position, time } = event;
      const step = stepOf(event, tokens, fromStored(event));
      return JSON.stringify({ position, time, ...toAppend(step).message?.body });
    });
    expect(published).toEqual(messages);
  });

  describe('as today’s decisions and today’s store write them for the same wishes', () => {
    let store: TestDatabase;
    beforeAll(async () => {
      store = await createTestDatabase(eventStoreMigrations);
      const tokens = new Map<string, LoadedToken>();
      for (const event of recorded) await writeAgain(store, event, tokens);
    });
    afterAll(() => store.drop());

    const written = (table: 'event' | 'event_message'): Promise<readonly { text: string }[]> =>
      store.query<{ text: string }>(`SELECT convert_from(bytes, 'UTF8') AS text FROM ${table} ORDER BY position`);

    it('are the same bytes: the same members in the same order, in the envelope and in the event', async () => {
      expect((await written('event')).map(({ text }) => comparable(text))).toEqual(events.map(comparable));
    });

    it('are published as the same bytes', async () => {
      expect((await written('event_message')).map(({ text }) => comparable(text))).toEqual(messages.map(comparable));
    });
  });

  it('are of every type that a token’s life knows', () => {
    const types = new Set(recorded.map(({ type }) => type));
    expect([...types].sort()).toEqual(['TokenDisabled', 'TokenEnabled', 'TokenIssued', 'TokenRevoked', 'TokenRotated', 'TokenUpdated']);
  });
});

/** One event of a token's stream, after those before it. */
function stepOf({ stream, position }: RecordedEvent, tokens: Map<string, LoadedToken>, event: Step['event']): Step {
  const [step] = stepsFrom(tokens.get(stream) ?? nothingLoaded, [event]);
  if (step === undefined) throw new Error('One event is one step');
  tokens.set(stream, { state: step.token, version: step.version, position });
  return step;
}

/** Decides the wish that led to the event, and appends what is decided, on behalf of the same actor. */
async function writeAgain(store: TestDatabase, event: RecordedEvent, tokens: Map<string, LoadedToken>): Promise<void> {
  const { actor, requestId, stream } = event;
  const { state } = tokens.get(stream) ?? nothingLoaded;
  const decision = decide(wishFor(fromStored(event), state), state, decidedAt(event));
  if (!decision.ok || decision.events[0] === undefined) throw new Error(`${event.type} at position ${event.position} is not decided today`);
  const step = stepOf(event, tokens, decision.events[0]);
  const context = { actor, requestId, origin: { address: '127.0.0.1', userAgent: 'node' } };
  await store.transaction((query) => append(query, [toAppend(step)], context));
}
