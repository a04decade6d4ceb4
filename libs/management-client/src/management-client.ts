import createClient, { type Client, type Middleware } from 'openapi-fetch';
import { isAnswerOf, isProblem } from './answer-shapes.js';
import { ProblemError, UnexpectedAnswerError } from './failures.js';
import type { paths, Problem } from './generated/token-service.js';
import { sendAgain } from './send-again.js';

/** Who asks; the service takes one of the two, never both. */
export type Credentials =
  | { readonly token: string }
  /** The cookie's name and value, as `logIn` gave it. */
  | { readonly cookie: string };

export interface ManagementClientOptions {
  /** Where token-service is, e.g. http://127.0.0.1:4100. */
  readonly url: string;
  /** None: only what is public. */
  readonly credentials?: Credentials | undefined;
  /** Gives up what is under way. */
  readonly signal?: AbortSignal | undefined;
}

/** Each route by its method and path: `client.GET('/api/v1/api-keys/{id}', { params: { path: { id } } })`. */
export type ManagementClient = Client<paths, 'application/json'>;

/** A success. */
export interface Answer<Body> {
  readonly status: number;
  readonly body: Body;
  readonly headers: Headers;
}

/**
 * A client of token-service's API, typed by the document that it serves. Wrap each call in `answerOf`.
 *
 * Requests whose answer was lost are sent again where that is safe: GET and DELETE, PATCH with
 * If-Match, POST with an Idempotency-Key.
 *
 * @throws RangeError where the credentials cannot be in a header
 */
export function managementClient({ url, credentials, signal }: ManagementClientOptions): ManagementClient {
  const client = createClient<paths, 'application/json'>({
    baseUrl: url,
    headers: credentialHeaders(credentials),
    fetch: async (request) => refuseForeign(new URL(request.url), await sendAgain(request)),
    // Nobody is led elsewhere with a credential in hand.
    redirect: 'manual',
    ...(signal && { signal }),
  });
  client.use(PATHS_STAY, ANSWERS_FIT);
  return client;
}

/** Of a path, these would make another one (RFC 3986 §5.2.4), and with it another request. */
const PATHS_STAY: Middleware = {
  onRequest: ({ params }) => {
    for (const [name, value] of Object.entries(params.path ?? {})) {
      if (['', '.', '..'].includes(String(value))) throw new RangeError(`${JSON.stringify(value)} cannot be the ${name} of a path.`);
    }
    return undefined;
  },
};

const ANSWERS_FIT: Middleware = {
  onResponse: async ({ request, schemaPath, response }) => {
    if (!response.ok || response.body === null) return;
    if (!isAnswerOf(request.method, schemaPath, await response.clone().json())) throw new UnexpectedAnswerError(new URL(request.url).origin, response.status);
  },
};

/** fetch would refuse anything else as well, but quote it. */
const HEADER_TEXT = /^[\x20-\x7e]+$/;

/** @throws RangeError where they cannot be in a header */
export function credentialHeaders(credentials: Credentials | undefined): Record<string, string> {
  if (credentials === undefined) return {};
  if (!HEADER_TEXT.test('token' in credentials ? credentials.token : credentials.cookie)) throw new RangeError('The credentials hold what cannot be in a header.');
  return 'token' in credentials ? { authorization: `Bearer ${credentials.token}` } : { cookie: credentials.cookie };
}

/** What a call of the client resolves with. */
interface Outcome<Body> {
  readonly data?: Body;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The success of a call, with its status: a change that is not confirmed yet is 202.
 *
 * @throws ProblemError where the service refused, UnreachableError where no answer came, UnexpectedAnswerError where
 *   something else answered
 */
export async function answerOf<Body>(call: Promise<Outcome<Body>>): Promise<Answer<Body>> {
  const { data, error, response } = await call;
  const { status, headers, ok } = response;
  if (ok) return { status, headers, body: data as Body };
  throw new ProblemError(error as Problem, headers, status);
}

/** Anything but an answer of this API: a client that reads it as one would say what nobody said. */
async function refuseForeign({ origin, pathname }: URL, response: Response): Promise<Response> {
  const { status, ok } = response;
  const body = await response.clone().text();
  // RFC 7009 §2.2: the body of its 200 is empty.
  if (ok && body === '' && (status === 204 || pathname.endsWith('/oauth/revoke'))) return response;
  if (isOfType(response, ok ? 'application/json' : 'application/problem+json', body)) return response;
  throw new UnexpectedAnswerError(origin, status);
}

function isOfType({ headers }: Response, type: string, body: string): boolean {
  if (headers.get('content-type')?.split(';')[0] !== type) return false;
  try {
    const value: unknown = JSON.parse(body);
    return type === 'application/json' ? typeof value === 'object' && value !== null : isProblem(value);
  } catch {
    return false;
  }
}
