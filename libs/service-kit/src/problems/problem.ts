/** One wrong field of the input: an RFC 6901 pointer into the body, or `/name` for a query or path parameter. */
export interface FieldError {
  readonly pointer: string;
  readonly message: string;
}

export interface ProblemInit {
  /** HTTP status, 400 to 599. */
  readonly status: number;
  /** Stable, for programs: `validation_failed`, `token_revoked` … */
  readonly code: string;
  /** For people; says what is wrong with this request, and never quotes a secret. */
  readonly detail: string;
  /** The same for every problem of one code; made from the code where absent. */
  readonly title?: string;
  readonly errors?: readonly FieldError[];
  /** Of an OAuth endpoint: the error code of RFC 6749 §5.2, which its clients look for beside ours. */
  readonly oauthError?: string;
  /** Sent with the answer: WWW-Authenticate, Retry-After, Allow … */
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer other than success, thrown anywhere below a route and written as RFC 9457 by the ProblemFilter. */
export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly code: string;
  readonly title: string;
  readonly errors: readonly FieldError[] | undefined;
  readonly oauthError: string | undefined;
  readonly headers: Readonly<Record<string, string>>;

  constructor(init: ProblemInit) {
    super(init.detail);
    this.status = init.status;
    this.code = init.code;
    this.title = init.title ?? titleOf(init.code);
    this.errors = init.errors;
    this.oauthError = init.oauthError;
    this.headers = init.headers ?? {};
  }
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
