import { type Query, readStreamOf, readStreams, type RecordedEvent } from '@portcullis/event-store';
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

/** What the token's own stream amounts to, read whole; another workspace's is nothing, and takes as long as nothing. */
export async function loadToken(query: Query, { workspaceId, tokenId }: { readonly workspaceId: string; readonly tokenId: string }): Promise<LoadedToken> {
  const events = await readStreamOf(query, workspaceId, tokenStream(tokenId));
  return events.reduce(after, nothingLoaded);
}

/** The same for many tokens, in one trip, in the order of their ids as given. */
export async function loadTokens(query: Query, tokenIds: readonly string[]): Promise<readonly LoadedToken[]> {
  const byStream = new Map<string, LoadedToken>();
  for (const event of await readStreams(query, tokenIds.map(tokenStream))) {
    byStream.set(event.stream, after(byStream.get(event.stream) ?? nothingLoaded, event));
  }
  return tokenIds.map((tokenId) => byStream.get(tokenStream(tokenId)) ?? nothingLoaded);
}

function after({ state }: LoadedToken, recorded: RecordedEvent): LoadedToken {
  return { state: evolve(state, fromStored(recorded)), version: recorded.version, position: recorded.position };
}
