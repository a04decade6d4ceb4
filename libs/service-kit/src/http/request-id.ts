import { AsyncLocalStorage } from 'node:async_hooks';
import { createId } from '../ids/create-id.js';

const requestIds = new AsyncLocalStorage<string>();

/**
 * A new request id. One that a client sends (X-Request-Id) is never taken over: it goes into the audit trail, where
 * nobody outside may write, and into the log, where a client could put a token.
 */
export const createRequestId = (): string => createId('req_');

/** Runs the rest of the request so that everything below knows its id. */
export function withRequestId(requestId: string, serve: () => void): void {
  requestIds.run(requestId, serve);
}

/** The id of the request being served; undefined outside of one. */
export function currentRequestId(): string | undefined {
  return requestIds.getStore();
}
