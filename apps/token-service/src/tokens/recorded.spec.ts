import { describe, expect, it } from '@jest/globals';
import type { RecordedEvent } from '@portcullis/event-store';
import { evolve, type IssuedToken, noToken, type TokenState } from '@portcullis/token';
import { readFileSync } from 'node:fs';
import { publishedState } from './published-state.js';
import { fromStored, toStoredData } from './stored-event.js';

interface Recorded {
  /** Envelopes and messages of tokens' own events, as text, both in the order of their positions. */
  readonly events: readonly string[];
  readonly messages: readonly string[];
}

/** See docs/adr/0033; made by real processes of that version, and never edited. */
const readRecorded = (version: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../../recorded/${version}.json`, import.meta.url), 'utf8')) as Recorded;

describe.each(['version-1'])('the events that %s stored', (version) => {
  const { events, messages } = readRecorded(version);
  const recorded = events.map((text) => JSON.parse(text) as RecordedEvent);

  it('are still read, and amount to the messages that were published then, byte for byte', () => {
    const states = new Map<string, TokenState>();
    const published = recorded.map((event) => {
      const state = evolve(states.get(event.stream) ?? noToken, fromStored(event)) as IssuedToken;
      states.set(event.stream, state);
      const { position, time } = event;
      return JSON.stringify({ position, time, ...publishedState(state, event.version, fromStored(event).type) });
    });
    expect(published).toEqual(messages);
  });

  it('are written today with the same members, in the same order', () => {
    for (const event of recorded) expect(JSON.stringify(toStoredData(fromStored(event)))).toBe(JSON.stringify(event.data));
  });

  it('are of every type that a token’s life knows', () => {
    const types = new Set(recorded.map(({ type }) => type));
    expect([...types].sort()).toEqual(['TokenDisabled', 'TokenEnabled', 'TokenIssued', 'TokenRevoked', 'TokenRotated', 'TokenUpdated']);
  });
});
