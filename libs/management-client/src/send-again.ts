import { reasonOf, UnreachableError } from './failures.js';

/** Longer than a service may wait for a confirmation. */
const ANSWER_WITHIN_MS = 75_000;
const PAUSES_MS = [250, 500, 1_000, 2_000];
/** Nobody is there, or nobody who proves to be it (TLS): nothing was sent, and it is told at once. */
const NEVER_SENT =
  /^(ECONNREFUSED|ENOTFOUND|EAI_AGAIN|EHOSTUNREACH|ENETUNREACH|UND_ERR_CONNECT_TIMEOUT|bad port|CERT_\w+|SELF_SIGNED\w+|DEPTH_ZERO_SELF_SIGNED_CERT|UNABLE_TO_(VERIFY|GET)_\w+|ERR_TLS_\w+|ERR_SSL_\w+)$/;

/**
 * Sends a request; where no answer came back, again, up to four times within four seconds, if that cannot do twice what
 * was asked for once. What was not answered within 75 s is not sent again.
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
      const wasNeverSent = tried === 0 && NEVER_SENT.test(reasonOf(error));
      if (pause === undefined || wasNeverSent || isTimeout(error) || !mayComeTwice(request)) {
        throw new UnreachableError(new URL(request.url).origin, { cause: error, mayHaveChanged: !wasNeverSent && request.method !== 'GET' });
      }
      await pauseOf(pause, request.signal);
    }
  }
}

/** Nothing of Node: the console sends by this in a browser. @throws the signal's reason */
function pauseOf(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const giveUp = (): void => {
      clearTimeout(timer);
      // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- whoever gave it up chose the reason
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', giveUp);
      resolve();
    }, ms);
    signal.addEventListener('abort', giveUp, { once: true });
  });
}

/** With its body, which may be cut off as well. */
async function whole(response: Response): Promise<Response> {
  const { status, statusText, headers } = response;
  const body = await response.arrayBuffer();
  return new Response(body.byteLength === 0 ? null : body, { status, statusText, headers });
}

/** Who waited so long for nothing is told, rather than made to wait as long again. */
function isTimeout(error: unknown): boolean {
  return typeof error === 'object' && error !== null && 'name' in error && error.name === 'TimeoutError';
}

/**
 * A DELETE is final. A PATCH sent late might undo what somebody else changed in between, but not with the version that it is
 * for; a POST comes twice by its Idempotency-Key alone: a rotation made twice would end the secret that the first one gave.
 * A PUT of a password ends sessions, and the old password that goes with it is wrong the second time.
 */
function mayComeTwice({ method, headers }: Request): boolean {
  if (method === 'PATCH') return headers.has('if-match');
  if (method === 'POST') return headers.has('idempotency-key');
  return method === 'GET' || method === 'DELETE';
}
