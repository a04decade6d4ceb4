import { BODY_LIMIT_KIB, HEADER_LIMIT_KIB } from '../http/limits.js';
import { patternHeader, retryAfterHeader, sometimes } from './headers.js';
import type { Route } from './application-routes.js';
import type { RefusalDescription } from './refusal-description.js';
import type { RefusalStatus, RouteDescription } from './route-description.js';

const malformed: RefusalDescription = { status: 400, description: 'The request is not well-formed HTTP, or its address is not.' };
const headersTooLarge: RefusalDescription = { status: 431, description: `Address and headers together have more than ${HEADER_LIMIT_KIB} KiB.` };
const expectation: RefusalDescription = { status: 417, description: 'Something other than `100-continue` is expected of the server.' };
const invalid: RefusalDescription = { status: 400, description: 'Parts of the input are not valid (`validation_failed`): `errors` says which.' };

const acceptHeader = patternHeader('Accept', 'What the body must be.', /^\S/);

/** The server reads a body of every method that may have one, before any route is asked. */
const ofBodies: readonly RefusalDescription[] = [
  { status: 400, description: 'The body is not JSON, nested too deep, or holds `__proto__` (`validation_failed`).' },
  { status: 408, description: 'The request did not arrive in time.' },
  { status: 413, description: `The body has more than ${BODY_LIMIT_KIB} KiB.` },
  { status: 415, description: 'The body is of a type that is not read here.', headers: sometimes(acceptHeader) },
];

/** What the server and the parsing of a route's input may answer instead of the route. */
export function serverRefusals({ method }: Route, { query, headers, body, form }: RouteDescription): readonly RefusalDescription[] {
  const readsBody = method !== 'get' && method !== 'head';
  const hasInput = [query, headers, body, form].some((schema) => schema !== undefined);
  return [malformed, expectation, headersTooLarge, ...(readsBody ? ofBodies : []), ...(hasInput ? [invalid] : [])];
}

const WORDS: Readonly<Record<RefusalStatus, string>> = {
  400: 'Parts of the input are not valid.',
  401: 'Who asks is not known.',
  403: 'This caller may not do this.',
  404: 'There is no such thing here; one of another workspace is not here either.',
  406: 'There is no representation that the Accept header allows.',
  408: 'The request did not arrive in time.',
  409: 'Its state, or another change at the same time, does not allow it.',
  412: 'It is not in the state that the request was made for.',
  413: 'The body is too large.',
  415: 'The body is of a type that is not read here.',
  417: 'Something other than `100-continue` is expected of the server.',
  422: 'It cannot be done as asked.',
  428: 'The request has to say for which state it is made.',
  429: 'Too many requests.',
  431: 'Address and headers together are too large.',
  503: 'Something that is needed to answer is away; the request may be sent again.',
};

/** What a route says by the status alone. */
export function declaredRefusal(status: RefusalStatus): RefusalDescription {
  const isTemporary = status === 429 || status === 503;
  return { status, description: WORDS[status], ...(isTemporary && { headers: retryAfterHeader }) };
}
