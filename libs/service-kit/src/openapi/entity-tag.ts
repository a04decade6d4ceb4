import * as z from 'zod';
import type { Route } from './application-routes.js';
import { patternHeader } from './headers.js';
import type { AnswerDescription, HeaderDescription, RouteDescription } from './route-description.js';

const tagHeader = patternHeader('ETag', 'Of exactly these bytes; given back as If-None-Match it saves the body.', /^"[\w-]{22}"$/);

/** What the server does by itself to answers that may be kept (see tagAnswers): a tag of their bytes, and 304 for a client that has them. */
export function withEntityTag({ method }: Route, answers: RouteDescription['answers']): RouteDescription['answers'] {
  const shown = answers[200];
  if (method !== 'get' || !shown || answers[304] || !isTagged(shown)) return answers;
  const headers = { ...shown.headers, ...tagHeader };
  return { ...answers, 200: { ...shown, headers }, 304: { description: 'As the client has it (If-None-Match).', headers } };
}

/** The request header of a route that may answer 304. */
export function conditionalHeaders({ headers }: RouteDescription, answers: RouteDescription['answers']): z.ZodObject | undefined {
  if (!answers[304]) return headers;
  const ifNoneMatch = z.string().optional().meta({ description: 'Tags of the answers that the client has, or `*` (RFC 9110 §13.1.2).' });
  return (headers ?? z.object({})).extend({ 'If-None-Match': ifNoneMatch });
}

function isTagged({ headers = {} }: AnswerDescription): boolean {
  const described = new Map(Object.entries(headers).map(([name, header]) => [name.toLowerCase(), header]));
  return !described.has('etag') && !isNoStore(described.get('cache-control'));
}

const isNoStore = (cacheControl: HeaderDescription | undefined): boolean => cacheControl?.schema.safeParse('no-store').success === true;
