import * as z from 'zod';
import type { ZodOpenApiResponseObject, ZodOpenApiResponsesObject } from 'zod-openapi';
import { PROBLEM_MEDIA_TYPE, problemSchema } from '../problems/problem-document.js';
import { isAlways, noStoreHeader, requestIdHeader, sometimes } from './headers.js';
import type { RefusalDescription } from './refusal-description.js';
import type { AnswerDescription, HeaderDescription } from './route-description.js';

type Headers = Readonly<Record<string, HeaderDescription>>;
type Answers = Readonly<Record<number, AnswerDescription>>;

/** Every answer of a route: what it gives, and what it is refused with, a status once. */
export function responsesOf(answers: Answers, refusals: readonly RefusalDescription[]): ZodOpenApiResponsesObject {
  const responses: Record<string, ZodOpenApiResponseObject> = {};
  for (const status of new Set(refusals.map((refusal) => refusal.status))) {
    responses[status] = problemResponse(refusals.filter((refusal) => refusal.status === status));
  }
  for (const [status, answer] of Object.entries(answers)) responses[status] = answerResponse(answer);
  return responses;
}

function answerResponse({ description, schema, mediaType = 'application/json', content, headers = {} }: AnswerDescription): ZodOpenApiResponseObject {
  const bodies = content ?? (schema === undefined ? undefined : { [mediaType]: schema });
  return {
    description,
    headers: headersObject({ ...requestIdHeader, ...headers }),
    ...(bodies && { content: Object.fromEntries(Object.entries(bodies).map(([type, body]) => [type, { schema: body }])) }),
  };
}

function problemResponse(refusals: readonly RefusalDescription[]): ZodOpenApiResponseObject {
  return {
    description: [...new Set(refusals.map(({ description }) => description))].join(' '),
    headers: headersObject({ ...requestIdHeader, ...noStoreHeader, ...headersOfSome(refusals) }),
    content: { [PROBLEM_MEDIA_TYPE]: { schema: problemSchema } },
  };
}

/** A header that only some of the refusals of a status have is not always there. */
function headersOfSome(refusals: readonly RefusalDescription[]): Headers {
  const merged: Headers = Object.assign({}, ...refusals.map(({ headers }) => headers)) as Headers;
  const isOnAll = (name: string): boolean =>
    refusals.every(({ headers }) => headers?.[name] !== undefined && isAlways(headers[name]));
  return Object.fromEntries(
    Object.entries(merged).flatMap(([name, header]) => Object.entries(isOnAll(name) ? { [name]: header } : sometimes({ [name]: header }))),
  );
}

function headersObject(headers: Headers) {
  return z.object(Object.fromEntries(Object.entries(headers).map(([name, { description, schema }]) => [name, schema.meta({ header: { description } })])));
}
