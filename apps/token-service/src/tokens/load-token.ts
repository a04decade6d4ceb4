import { type Query, readStream } from '@portcullis/event-store';
import { evolve, noToken, type TokenState } from '@portcullis/token';
import { fromStored } from './stored-event.js';
import { tokenStream } from './streams.js';

/** A token's state and the event that led to it. */
export interface LoadedToken {
  readonly state: TokenState;
  /** 0: no event yet. */
  readonly version: number;
  readonly position: number;
}

export const nothingLoaded: LoadedToken = { state: noToken, version: 0, position: 0 };

/** What the token's own stream amounts to; a handful of events, read whole. */
export async function loadToken(query: Query, tokenId: string): Promise<LoadedToken> {
  const events = await readStream(query, tokenStream(tokenId));
  return events.reduce<LoadedToken>(
    ({ state }, recorded) => ({
      state: evolve(state, fromStored(recorded)),
      version: recorded.version,
      position: recorded.position,
    }),
    nothingLoaded,
  );
}
