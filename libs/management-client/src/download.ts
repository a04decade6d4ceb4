import { isProblem } from './answer-shapes.js';
import { ProblemError, UnexpectedAnswerError, UnreachableError } from './failures.js';
import type { paths, Problem } from './generated/token-service.js';
import { credentialHeaders, type ManagementClientOptions } from './management-client.js';

/** What is asked for as a file rather than as JSON. */
export interface DownloadRequest {
  readonly path: keyof paths & `/api/v1/${string}`;
  readonly query?: Readonly<Record<string, string>>;
  /** Of the answer, without parameters. */
  readonly mediaType: string;
}

/**
 * The bytes of an answer as they come: of any length, and none of them held.
 *
 * @throws ProblemError where the service refused, UnreachableError where no answer came, also in the middle of it,
 *   UnexpectedAnswerError where something else answered
 */
export async function* download({ url, credentials, signal }: ManagementClientOptions, request: DownloadRequest): AsyncGenerator<Uint8Array> {
  try {
    const response = await fetch(`${url}${request.path}?${new URLSearchParams(request.query).toString()}`, { headers: credentialHeaders(credentials), redirect: 'manual', ...(signal && { signal }) });
    const type = response.headers.get('content-type')?.split(';')[0];
    if (!response.ok) throw await refusalOf(response, type, url);
    if (type !== request.mediaType || response.body === null) throw new UnexpectedAnswerError(new URL(url).origin, response.status);
    yield* response.body;
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof ProblemError || error instanceof UnexpectedAnswerError) throw error;
    throw new UnreachableError(new URL(url).origin, { cause: error, mayHaveChanged: false });
  }
}

async function refusalOf(response: Response, type: string | undefined, url: string): Promise<Error> {
  const body: unknown = type === 'application/problem+json' ? await response.json() : undefined;
  return isProblem(body) ? new ProblemError(body as Problem, response.headers, response.status) : new UnexpectedAnswerError(new URL(url).origin, response.status);
}
