import type * as z from 'zod';
import { FormBody } from '../http/form-body.js';
import type { FieldError } from '../problems/problem.js';
import { unsupportedMediaType, validationFailed } from '../problems/refusals.js';
import { explain } from './explain.js';
import { jsonPointer } from './pointer.js';
import { strictly } from './strictly.js';

/** A body with a hundred wrong fields is not explained further. */
const MAX_ERRORS = 100;

/**
 * The parsed JSON body. Unknown members are errors at every depth, see strictly.
 *
 * @throws Problem 400 `validation_failed` with RFC 6901 pointers, `''` for the body as a whole; 415 where a form was sent.
 */
export function parseBody<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  if (body instanceof FormBody) throw unsupportedMediaType('application/json');
  return parseInput(schema, body);
}

/**
 * The parsed `application/x-www-form-urlencoded` body: every member is a text, or a list of texts where it was repeated.
 *
 * @throws Problem 400 `validation_failed`; 415 where JSON was sent.
 */
export function parseForm<S extends z.ZodType>(schema: S, body: unknown): z.output<S> {
  if (body !== undefined && !(body instanceof FormBody)) throw unsupportedMediaType('application/x-www-form-urlencoded');
  return parseInput(schema, body?.fields ?? {});
}

/**
 * The parsed query. A parameter's pointer is `/name`, as though the query were an object of its parameters;
 * a repeated one is a list and has to be expected as one.
 *
 * @throws Problem 400 `validation_failed`, also for unknown parameters.
 */
export function parseQuery<S extends z.ZodType>(schema: S, query: unknown): z.output<S> {
  return parseInput(schema, query);
}

/** The parsed path parameters, pointers as for a query. */
export function parseParams<S extends z.ZodType>(schema: S, params: unknown): z.output<S> {
  return parseInput(schema, params);
}

function parseInput<S extends z.ZodType>(schema: S, input: unknown): z.output<S> {
  const result = strictly(schema).safeParse(input, { error: explain });
  if (result.success) return result.data;
  throw validationFailed(result.error.issues.flatMap(fieldErrors).slice(0, MAX_ERRORS));
}

function fieldErrors(issue: z.core.$ZodIssue): FieldError[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ pointer: jsonPointer([...issue.path, key]), message: 'This field is not known here.' }));
  }
  return [{ pointer: jsonPointer(issue.path), message: issue.message }];
}
