import type { Context } from '../command-line/context.js';
import { CommandFailure } from '../failures/command-failure.js';

/** How far one request came with many tokens. */
export interface Progress {
  readonly changed: number;
  readonly remaining: boolean;
}

/** What is asked for, again and again, and what is told of it where it does not come to its end. */
export interface Rounds<Body> {
  readonly send: () => Promise<Body>;
  readonly progressOf: (body: Body) => Progress;
  /** @param changed how many tokens were changed before it stopped */
  readonly tellStopped: (changed: number) => void;
}

/**
 * Sends a change of many tokens again while some remain: each request goes on where the one before it had to stop.
 *
 * @returns the last answer, and how many tokens all of them changed
 * @throws CommandFailure where a request changes nothing and yet some remain, as it would then for ever
 */
export async function untilNoneRemains<Body>({ send, progressOf, tellStopped }: Rounds<Body>, { texts }: Context): Promise<{ readonly last: Body; readonly changed: number }> {
  let sum = 0;
  try {
    for (;;) {
      const last = await send();
      const { changed, remaining } = progressOf(last);
      sum += changed;
      if (!remaining) return { last, changed: sum };
      if (changed === 0) throw new CommandFailure(texts('error.noProgress'));
    }
  } catch (error) {
    tellStopped(sum);
    throw error;
  }
}
