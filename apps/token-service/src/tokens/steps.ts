import type { EventToAppend } from '@portcullis/event-store';
import { evolve, type IssuedToken, type TokenStateEvent } from '@portcullis/token';
import type { LoadedToken } from './load-token.js';
import { publishedState } from './published-state.js';
import { EVENT_SCHEMA_VERSION, toStoredData } from './stored-event.js';
import { tokenStream } from './streams.js';

/** One decided event, its version, and the token exactly after it. */
export interface Step {
  readonly event: TokenStateEvent;
  readonly version: number;
  readonly token: IssuedToken;
}

/** What the token becomes with each event in turn. */
export function stepsFrom({ state, version }: LoadedToken, events: readonly TokenStateEvent[]): readonly Step[] {
  let current = state;
  return events.map((event, index) => {
    current = evolve(current, event);
    if (current.status === 'none') throw new Error(`${event.type} was decided for a token that was never issued`);
    return { event, version: version + index + 1, token: current };
  });
}

/** The event with the message that tells the token's new state to those who check it. */
export function toAppend({ event, version, token }: Step): EventToAppend {
  return {
    stream: tokenStream(token.tokenId),
    expectedVersion: version - 1,
    type: event.type,
    schemaVersion: EVENT_SCHEMA_VERSION,
    workspaceId: token.workspaceId,
    data: toStoredData(event),
    message: { key: token.tokenId, body: publishedState(token, version, event.type) },
  };
}
