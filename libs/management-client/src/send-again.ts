import { setTimeout as delay } from 'node:timers/promises';
import { reasonOf, UnreachableError } from './failures.js';

/** Longer than a service may wait for a confirmation. */
const ANSWER_WITHIN_MS = 75_000;
const PAUSES_MS = [250, 500, 1_000, 2_000];
/** Nobody is there, so nothing was sent: told at once. */
const NOBODY_THERE = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'ENETUNREACH', 'bad port'];

/**
 * Sends a request; where no answer came back, again, up to four times within four seconds, if that cannot do twice what
 * was asked for once.
 *
 * @throws UnreachableError; the signal's reason where the request was given up
 */
export async function sendAgain(request: Request): Promise<Response> {
  for (let tried = 0; ; tried += 1) {
    try {
      return await whole(await fetch(request.clone(), { signal: AbortSignal.any([request.signal, AbortSignal.timeout(ANSWER_WITHIN_MS)]) }));
    } catch (error) {
      request.signal.throwIfAborted();
      const pause = PAUSES_MS[tried];
      const wasNeverSent = tried === 0 && NOBODY_THERE.includes(reasonOf(error));
      if (pause === undefined || wasNeverSent || !mayComeTwice(request)) {
        throw new UnreachableError(new URL(request.url).origin, { cause: error, mayHaveChanged: !wasNeverSent && request.method !== 'GET' });
      }
      await delay(pause, undefined, { signal: request.signal });
    }
  }
}

/** With its body, which may be cut off as well. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
}

/**
 * A PATCH replaces members whole, and a DELETE is final, so either made twice is as made once; a POST is so by its
 * Idempotency-Key alone: a rotation made twice would end the secret that the first one gave.
 */
function mayComeTwice({ method, headers }: Request): boolean {
  return method !== 'POST' || headers.has('idempotency-key');
}
