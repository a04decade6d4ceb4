import * as z from 'zod';
import type { HeaderDescription } from './route-description.js';

type Headers = Readonly<Record<string, HeaderDescription>>;

/** A header whose value is one of a few. */
export const exactHeader = (name: string, description: string, values: readonly [string, ...string[]]): Headers => ({
  [name]: { description, schema: values.length === 1 ? z.literal(values[0]) : z.enum([...values]) },
});

/** A header whose values have one form. */
export const patternHeader = (name: string, description: string, pattern: RegExp): Headers => ({
  [name]: { description, schema: z.string().regex(pattern) },
});

/** The same header, not on every answer. */
export function sometimes(headers: Headers): Headers {
  return Object.fromEntries(Object.entries(headers).map(([name, { description, schema }]) => [name, { description, schema: schema.optional() }]));
}

/** Whether the header is on every answer that names it. */
export const isAlways = ({ schema }: HeaderDescription): boolean => !schema.safeParse(undefined).success;

/** On every answer that a route gives. */
export const requestIdHeader = patternHeader('X-Request-Id', 'Names the request in the service’s log and in its events.', /^req_[0-9A-Za-z]{22}$/);

/** A Cache-Control that is always the same. */
export const cacheHeader = (value: string): Headers => exactHeader('Cache-Control', 'How long a cache may keep it.', [value]);
export const noStoreHeader = cacheHeader('no-store');

/** Of what only the caller may see: whoever keeps it asks each time whether it still holds, as the credential may hold no longer. */
export const OF_THE_CALLER = 'private, no-cache';
export const ofTheCallerHeader = cacheHeader(OF_THE_CALLER);

/** On 429 and 503. */
export const retryAfterHeader = patternHeader('Retry-After', 'Seconds after which to try again.', /^[1-9][0-9]*$/);

/** A path of this service. @param description what is there */
export const locationHeader = (description: string): Headers => patternHeader('Location', description, /^\/\S*$/);
