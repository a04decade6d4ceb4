import * as z from 'zod';
import type { Problem } from './problem.js';

/** RFC 9457 with this system's members; `message` is for clients that expect it of an API. */
export const problemSchema = z
  .strictObject({
    type: z.string().meta({ description: '`urn:portcullis:problem:` and the code.', override: { format: 'uri' } }),
    title: z.string(),
    status: z.int().min(400).max(599),
    detail: z.string().meta({ description: 'For people: what is wrong with this request.' }),
    code: z.string().regex(/^[a-z0-9_]+$/).meta({ description: 'For programs: stable, snake case.' }),
    requestId: z.string().meta({ description: 'As in X-Request-Id.' }),
    message: z.string(),
    errors: z
      .array(z.strictObject({ pointer: z.string(), message: z.string() }))
      .readonly()
      .optional()
      .meta({ description: 'Each wrong field: an RFC 6901 pointer into the body, or `/name` for a parameter.' }),
    error: z.string().optional().meta({ description: 'Of an OAuth endpoint: the error code of RFC 6749 §5.2.' }),
  })
  .meta({ id: 'Problem', description: 'A refusal, RFC 9457.' });

export type ProblemDocument = Readonly<z.output<typeof problemSchema>>;

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
    ...(problem.oauthError !== undefined && { error: problem.oauthError }),
  };
}

function messageOf(problem: Problem): string {
  if (problem.status === 401) return 'Unauthenticated.';
  if (problem.status === 403) return 'This action is unauthorized.';
  return problem.message;
}
