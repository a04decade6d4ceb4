import type { DocumentedResponse } from './openapi-document.js';
import type { SchemaCheck } from './schema-check.js';

/** Of the connection or of the message as such, and those that helmet sets: said of all answers once, not of each. */
const GENERAL = new Set([
  'connection',
  'content-length',
  'content-type',
  'date',
  'keep-alive',
  'transfer-encoding',
  'vary',
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'origin-agent-cluster',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-dns-prefetch-control',
  'x-download-options',
  'x-frame-options',
  'x-permitted-cross-domain-policies',
  'x-xss-protection',
]);

/** What of the headers is missing, not as its schema says, or not documented. @param at pointer segments of the response */
export function wrongHeaders({ headers: documented = {} }: DocumentedResponse, at: readonly string[], schemas: SchemaCheck, headers: Headers): readonly string[] {
  const wrong = Object.entries(documented).flatMap(([name, { required }]) => {
    const value = headers.get(name);
    if (value === null) return required === true ? [`header ${name} is missing`] : [];
    return schemas.wrong([...at, 'headers', name, 'schema'], value).map((line) => `header ${name}: ${value}${line}`);
  });
  const known = new Set(Object.keys(documented).map((name) => name.toLowerCase()));
  const unknown = [...headers.keys()].filter((name) => !known.has(name) && !GENERAL.has(name));
  return [...wrong, ...unknown.map((name) => `header ${name} is not documented`)];
}
