import type { FieldError, Problem } from './problem.js';

/** RFC 9457 with this system's members; `message` is for clients that expect it of an API. */
export interface ProblemDocument {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly code: string;
  readonly requestId: string;
  readonly message: string;
  readonly errors?: readonly FieldError[];
}

export const PROBLEM_MEDIA_TYPE = 'application/problem+json';

export function problemDocument(problem: Problem, requestId: string): ProblemDocument {
  return {
    type: `urn:portcullis:problem:${problem.code}`,
    title: problem.title,
    status: problem.status,
    detail: problem.message,
    code: problem.code,
    requestId,
    message: messageOf(problem),
    ...(problem.errors && { errors: problem.errors }),
  };
}

function messageOf(problem: Problem): string {
  if (problem.status === 401) return 'Unauthenticated.';
  if (problem.status === 403) return 'This action is unauthorized.';
  return problem.message;
}
