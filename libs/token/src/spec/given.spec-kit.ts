import { deepStrictEqual } from 'node:assert/strict';
import { decide, evolve, noToken, type Refusal, type Timestamp, type TokenCommand, type TokenStateEvent } from '../index.js';
import { NOW } from './times.spec-kit.js';

interface Outcome {
  /** These events and no others; none: the wish was already true. */
  then(...events: readonly TokenStateEvent[]): void;
  thenNothing(): void;
  thenRefused(refusal: Refusal): void;
}

interface Given {
  when(command: TokenCommand, now?: Timestamp): Outcome;
}

/** What happened to the token so far; what is asked of it, and when; what that leads to. */
export function given(...history: readonly TokenStateEvent[]): Given {
  return {
    when: (command, now = NOW) => {
      const decision = decide(command, history.reduce(evolve, noToken), now);
      return {
        then: (...events) => {
          deepStrictEqual(decision, { ok: true, events });
        },
        thenNothing: () => {
          deepStrictEqual(decision, { ok: true, events: [] });
        },
        thenRefused: (refusal) => {
          deepStrictEqual(decision, { ok: false, refusal });
        },
      };
    },
  };
}
