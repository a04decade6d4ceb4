import type { LogLogger } from '../log.js';
import { persist } from '../persist.js';
import { isRefusal, Session } from './session.js';

/** Opens one connection; rejects where that one attempt fails. */
export type OpenSession = (signal: AbortSignal) => Promise<Session>;

/**
 * Opens a connection and asks a first question over it, again and again until the log answers.
 *
 * @throws where the log refuses, or the signal is aborted.
 */
export async function openSessionAnd<T>(
  open: OpenSession,
  ask: (session: Session) => Promise<T>,
  logger: LogLogger,
  signal: AbortSignal,
): Promise<{ readonly session: Session; readonly answer: T }> {
  const attempt = async (): Promise<{ session: Session; answer: T }> => {
    const session = await open(signal);
    try {
      return { session, answer: await ask(session) };
    } catch (error) {
      session.destroy();
      throw error;
    }
  };
  const onFailure = (error: unknown): void => {
    logger.warn({ err: error }, 'the embedded log does not answer; trying again');
  };
  return persist(attempt, { isFinal: isRefusal, onFailure, signal });
}
