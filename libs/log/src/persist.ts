import { Backoff } from './pause.js';

export interface Persistence {
  /** Whether trying again is pointless. */
  readonly isFinal: (error: unknown) => boolean;
  readonly onFailure: (error: unknown) => void;
  readonly signal: AbortSignal;
}

/** Tries again and again, with pauses, until it succeeds; throws a final error, or any once the signal is aborted. */
export async function persist<T>(attempt: () => Promise<T>, { isFinal, onFailure, signal }: Persistence): Promise<T> {
  const backoff = new Backoff();
  for (;;) {
    try {
      signal.throwIfAborted();
      return await attempt();
    } catch (error) {
      if (isFinal(error) || signal.aborted) throw error;
      onFailure(error);
      await backoff.pause(signal);
    }
  }
}
