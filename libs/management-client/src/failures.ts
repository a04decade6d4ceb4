import type { Problem } from './generated/token-service.js';

/** The service refused, and said why (RFC 9457). */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly problem: Problem,
    /** Of the answer; `Retry-After` is among them where the service says when to come again. */
    readonly headers: Headers,
    /** Of the answer: what its body says of it is advisory (RFC 9457 §3.1.2). */
    readonly status: number,
  ) {
    super(problem.detail);
  }
}

/** No answer came: the service is away, or what stands between. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';

  constructor(
    readonly url: string,
    options: { readonly cause: unknown; readonly mayHaveChanged: boolean },
  ) {
    super(`No answer from ${url}: ${reasonOf(options.cause)}.`, options);
    this.mayHaveChanged = options.mayHaveChanged;
  }

  /** Whether a change that was asked for may have been made all the same. */
  readonly mayHaveChanged: boolean;

  /** As the system names it, e.g. ECONNREFUSED. */
  get reason(): string {
    return reasonOf(this.cause);
  }
}

/** Something answered that does not speak this API: another server, or a proxy in between. */
export class UnexpectedAnswerError extends Error {
  override readonly name = 'UnexpectedAnswerError';

  constructor(
    /** undefined: not known where it was found out. */
    readonly url: string | undefined,
    readonly status: number,
  ) {
    super(`${url ?? 'The service'} answered with ${status}, and not as token-service does.`);
  }
}

/** fetch hides what happened below its own "fetch failed". */
export function reasonOf(error: unknown): string {
  if (typeof error !== 'object' || error === null) return String(error);
  if ('code' in error && typeof error.code === 'string') return error.code;
  if ('cause' in error && error.cause !== undefined) return reasonOf(error.cause);
  const { name, message } = error as Partial<Error>;
  return name === 'TimeoutError' ? 'no answer in time' : (message ?? 'unknown');
}
