import { UnexpectedAnswerError } from './failures.js';
import type { Session } from './generated/token-service.js';
import { answerOf, managementClient, type ManagementClientOptions } from './management-client.js';

export interface LoggedIn {
  readonly session: Session;
  /** Of the session: as good as the password until it ends. */
  readonly credentials: { readonly cookie: string };
}

const SESSION_COOKIE = /^portcullis_session=[^;]+/;

/**
 * Begins a session.
 *
 * @throws ProblemError `wrong_credentials`, or `too_many_requests` with Retry-After; and as `answerOf`
 */
export async function logIn(options: Omit<ManagementClientOptions, 'credentials'>, email: string, password: string): Promise<LoggedIn> {
  const { body, headers, status } = await answerOf(managementClient(options).POST('/api/v1/session', { body: { email, password } }));
  const cookie = headers.getSetCookie().flatMap((line) => SESSION_COOKIE.exec(line) ?? [])[0];
  if (cookie === undefined) throw new UnexpectedAnswerError(options.url, status);
  return { session: body, credentials: { cookie } };
}
