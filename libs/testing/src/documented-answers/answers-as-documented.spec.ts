import { describe, expect, it } from '@jest/globals';
import { answersAsDocumented, type SeenAnswer } from './answers-as-documented.js';

const problem = { content: { 'application/problem+json': { schema: { $ref: '#/components/schemas/Problem' } } } };
const document = {
  openapi: '3.1.1',
  paths: {
    '/things/{id}': {
      get: {
        operationId: 'showThing',
        responses: {
          200: {
            headers: { ETag: { required: true, schema: { type: 'string', pattern: '^"' } }, 'Retry-After': { schema: { type: 'string' } } },
            content: { 'application/json': { schema: { type: 'object', properties: { id: { type: 'string' } }, required: ['id'], additionalProperties: false } } },
          },
          404: problem,
        },
      },
      delete: { operationId: 'removeThing', responses: { 204: {} } },
    },
    '/things/news': {
      get: {
        operationId: 'followThings',
        responses: { 200: { content: { 'text/event-stream': { schema: { type: 'object', properties: { event: { enum: ['new'] }, data: { type: 'string' } }, required: ['event', 'data'] } } } } },
      },
    },
    '/things/special': { post: { operationId: 'postSpecial', responses: { 204: {} } } },
  },
  components: { schemas: { Problem: { type: 'object', required: ['code'] } } },
};

const good = { method: 'GET', path: '/things/one?limit=3', status: 200, headers: { 'content-type': 'application/json; charset=utf-8', etag: '"1"' }, body: '{"id":"one"}' };
const refusal = { headers: { 'content-type': 'application/problem+json' }, body: '{"code":"no"}' };

const news = (body: string) => ({ path: '/things/news', headers: { 'content-type': 'text/event-stream' }, body });

type Differing = Partial<Omit<SeenAnswer, 'headers'>> & { readonly headers?: Record<string, string> };

function compare(differing: Differing): () => void {
  const { headers, ...rest } = { ...good, ...differing };
  return () => {
    answersAsDocumented(document).compare({ ...rest, headers: new Headers(headers) });
  };
}

describe('an answer as documented', () => {
  it.each<[string, Differing]>([
    ['whatever the query, and with a charset', {}],
    ['with a header that every answer may have', { headers: { ...good.headers, date: 'today', 'x-frame-options': 'DENY' } }],
    ['to HEAD, without the body', { method: 'HEAD', body: '' }],
    ['that is a documented refusal', { ...refusal, status: 404 }],
    ['without a body', { method: 'DELETE', status: 204, headers: {}, body: '' }],
    ['that there is no such path', { ...refusal, path: '/nothing', status: 404 }],
    ['that there is no such method, and which there are', { ...refusal, method: 'PUT', status: 405, headers: { ...refusal.headers, allow: 'DELETE, GET, HEAD' } }],
    ['of server-sent events, comments and waits among them', news('retry: 2000\n\nevent: new\nid: 1\ndata: {}\n\n:\n\nevent: new\ndata: {}\n\n')],
    ['on a path of its own beside a template', { method: 'POST', path: '/things/special', status: 204, headers: {}, body: '' }],
  ])('passes: one %s', (_what, answer) => {
    expect(compare(answer)).not.toThrow();
  });

  it.each<[string, Differing, string]>([
    ['an undocumented status', { status: 201 }, 'documented are 200, 404'],
    ['another media type', { headers: { ...good.headers, 'content-type': 'text/html' } }, 'documented is application/json, it came as text/html'],
    ['a missing member', { body: '{}' }, "body must have required property 'id'"],
    ['a member too many', { body: '{"id":"one","secret":1}' }, 'body must NOT have additional properties {"additionalProperty":"secret"}'],
    ['a wrong member', { body: '{"id":1}' }, 'body/id must be string'],
    ['a server-sent event of another kind', news('event: new\ndata: {}\n\nevent: old\ndata: {}\n\n'), 'event 1/event must be equal to one of the allowed values'],
    ['a missing header', { headers: { 'content-type': 'application/json' } }, 'header ETag is missing'],
    ['a wrong header', { headers: { ...good.headers, etag: 'W/1' } }, 'header ETag: W/1 must match pattern'],
    ['a header that is not documented', { headers: { ...good.headers, 'x-debug': '1' } }, 'header x-debug is not documented'],
    ['a body where none is documented', { method: 'DELETE', status: 204, headers: {} }, 'no body is documented'],
    ['a success where there is no path', { path: '/nothing' }, 'there is no such operation'],
    ['a wrong method without Allow', { ...refusal, method: 'PUT', status: 405 }, 'the path has DELETE, GET, HEAD'],
  ])('does not pass with %s', (_what, answer, line) => {
    expect(compare(answer)).toThrow(line);
  });

  it('is remembered: what is documented and was not seen can be asked for', () => {
    const check = answersAsDocumented(document);
    check.compare({ ...good, headers: new Headers(good.headers) });
    expect(check.unseen()).toEqual(['showThing 404', 'removeThing 204', 'followThings 200', 'postSpecial 204']);
  });
});
