import type { FastifyInstance, FastifyRequest } from 'fastify';
import { unsupportedBody, validationFailed } from '../problems/refusals.js';
import { FormBody } from './form-body.js';

/** Deeper JSON is refused, so that nothing that walks it later runs out of stack. */
const MAX_JSON_DEPTH = 32;

const utf8 = new TextDecoder('utf-8', { fatal: true });

/** JSON and forms, nothing else: any other content type is 415. */
export function acceptJsonAndForms(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  const parseJson = server.getDefaultJsonParser('error', 'error');
  server.addContentTypeParser('application/json', { parseAs: 'buffer' }, (request, body, done) => {
    const text = readText(request, body);
    if (text instanceof Error) done(text);
    // Clients that always send a content type send one with DELETE and an empty body too.
    else if (text === '') done(null, undefined);
    else
      void parseJson(request, text, (error, json: unknown) => {
        if (error !== null || !isWithinDepth(json, MAX_JSON_DEPTH)) done(notJson());
        else done(null, json);
      });
  });
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'buffer' }, (request, body, done) => {
    const text = readText(request, body);
    if (text instanceof Error) done(text);
    else done(null, new FormBody(formFields(text)));
  });
}

function readText(request: FastifyRequest, body: string | Buffer): string | Error {
  const encoding = request.headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return unsupportedBody('sent without Content-Encoding', { 'accept-encoding': 'identity' });
  if (!isUtf8(request.headers['content-type'])) return unsupportedBody('in UTF-8', {});
  try {
    return typeof body === 'string' ? body : utf8.decode(body);
  } catch {
    return notJson();
  }
}

/** RFC 8259 §8.1: JSON is UTF-8, and forms are as well (WHATWG). Absent, it is what was meant. */
function isUtf8(contentType = ''): boolean {
  const charset = /;\s*charset\s*=\s*"?([^\s;"]*)/i.exec(contentType)?.[1];
  return charset === undefined || /^utf-?8$/i.test(charset);
}

const notJson = () =>
  validationFailed([{ pointer: '', message: `Must be JSON in UTF-8, at most ${MAX_JSON_DEPTH} levels deep, without __proto__.` }]);

function isWithinDepth(json: unknown, maxDepth: number): boolean {
  let level: unknown[] = [json];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maxDepth) return false;
    level = level.flatMap(childrenOf);
  }
  return true;
}

const childrenOf = (value: unknown): unknown[] => (typeof value === 'object' && value !== null ? Object.values(value) : []);

function formFields(text: string): Readonly<Record<string, string | readonly string[]>> {
  const fields = Object.create(null) as Record<string, string | string[]>;
  // In one pass: a body can hold twenty thousand names, and to search for each would take seconds.
  for (const [name, value] of new URLSearchParams(text)) {
    const before = fields[name];
    if (before === undefined) fields[name] = value;
    else if (typeof before === 'string') fields[name] = [before, value];
    else before.push(value);
  }
  return fields;
}
