import type { Fact } from '@portcullis/event-store';
import { evolve, type IssuedToken, noToken, type TokenState } from '@portcullis/token';
import { fromStored } from '../../tokens/stored-event.js';

/** A token as its events so far make it. */
export interface TokenAgain {
  readonly id: string;
  readonly state: TokenState;
  readonly version: number;
  /** Time of its first event. */
  readonly createdAt: string;
}

/** @throws where a newer version of this service wrote an event of it */
export function tokenAfter(token: TokenAgain | undefined, fact: Fact): TokenAgain {
  return {
    id: token?.id ?? fact.stream.slice('token/'.length),
    state: evolve(token?.state ?? noToken, fromStored(fact)),
    version: fact.version,
    createdAt: token?.createdAt ?? fact.time,
  };
}

/** @throws where its stream does not begin with an issue */
export function issued({ id, state }: TokenAgain): IssuedToken {
  if (state.status === 'none') throw new Error(`The stream of ${id} does not begin with its issue`);
  return state;
}
