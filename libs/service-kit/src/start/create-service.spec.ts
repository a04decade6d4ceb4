import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Delete, Get, Head, Module, Param, Post, Query } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { type AddressInfo, connect } from 'node:net';
import * as z from 'zod';
import { ParsedBody, ParsedForm, ParsedParams, ParsedQuery } from '../input/parsed.js';
import { pageParameters } from '../paging/page.js';
import { conflict } from '../problems/refusals.js';
import { createService } from './create-service.js';

const thing = z.object({ name: z.string().max(10), tags: z.array(z.string()).optional() });

@Controller('things')
class ThingsController {
  @Get()
  list(@ParsedQuery(z.object(pageParameters)) query: { limit: number }): object {
    return { limit: query.limit };
  }

  @Get(':id')
  show(@ParsedParams(z.object({ id: z.string() })) parameters: { id: string }): object {
    return { length: parameters.id.length };
  }

  @Post()
  create(@ParsedBody(thing) body: z.output<typeof thing>): object {
    return body;
  }

  @Post('form')
  form(@ParsedForm(z.object({ a: z.string() })) body: { a: string }): object {
    return body;
  }

  @Delete(':id')
  remove(@Param('id') id: string): object {
    return { id };
  }

  @Head('quiet')
  quiet(): void {
    // Nothing to say.
  }
}

@Controller('faults')
class FaultsController {
  @Get('surprise')
  surprise(@Query('q') q: unknown): never {
    throw Object.assign(new Error(`select * from secrets where q = ${String(q)}`), { parameters: ['hash-of-a-password'] });
  }

  @Get('refusal')
  refusal(): never {
    throw conflict('token_revoked', 'The token is revoked.');
  }

  @Get('text')
  text(): never {
    // eslint-disable-next-line @typescript-eslint/only-throw-error -- a library may do this
    throw 'not even an error';
  }
}

@Module({ controllers: [ThingsController, FaultsController] })
class EdgeModule {}

const TOKEN = 'pcl_live_0123456789ABCDEFGHIJKLMNOPQRST012345';
const lines: string[] = [];
let app: NestFastifyApplication;
let origin: string;
let port: number;

beforeAll(async () => {
  app = await createService({
    module: EdgeModule,
    name: 'edge-test',
    logLevel: 'trace',
    logDestination: { write: (line) => void lines.push(line) },
  });
  await app.listen(0, '127.0.0.1');
  ({ port } = app.getHttpServer().address() as AddressInfo);
  origin = `http://127.0.0.1:${port}`;
});
afterAll(() => app.close());

interface Answered {
  status: number;
  headers: Headers;
  body: Record<string, unknown>;
}

async function call(path: string, init?: RequestInit): Promise<Answered> {
  const response = await fetch(origin + path, init);
  return { status: response.status, headers: response.headers, body: (await response.json()) as Record<string, unknown> };
}

const postJson = (body: string, headers: Record<string, string> = {}) =>
  call('/things', { method: 'POST', body, headers: { 'content-type': 'application/json', ...headers } });

/** What the server writes on a connection before it ends it. */
async function raw(text: string): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(text, 'latin1');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

describe('problems', () => {
  it('a refusal is an RFC 9457 document with code, request id and message', async () => {
    const { status, headers, body } = await call('/faults/refusal');
    expect(status).toBe(409);
    expect(headers.get('content-type')).toBe('application/problem+json');
    expect(body).toEqual({
      type: 'urn:portcullis:problem:token_revoked',
      title: 'Token revoked',
      status: 409,
      detail: 'The token is revoked.',
      code: 'token_revoked',
      requestId: headers.get('x-request-id'),
      message: 'The token is revoked.',
    });
    expect(headers.get('x-request-id')).toMatch(/^req_[0-9A-Za-z]{22}$/);
  });

  it.each(['/faults/surprise?q=tell', '/faults/text'])('a fault tells nothing of its cause: %s', async (path) => {
    const { status, body } = await call(path);
    expect(status).toBe(500);
    expect(body['code']).toBe('internal_error');
    expect(JSON.stringify(body)).not.toMatch(/secrets|password|tell|stack|at .*\.ts|not even/);
  });

  it.each([
    ['an unknown path', 'GET', '/nothing/here', 404, 'not_found'],
    ['a trailing slash', 'GET', '/things/x/', 404, 'not_found'],
    ['another case', 'GET', '/Things', 404, 'not_found'],
    ['a method the path does not have', 'PATCH', '/things/x', 405, 'method_not_allowed'],
    ['a method nothing has', 'TRACE', '/things', 405, 'method_not_allowed'],
    ['a method that needs a body, without one', 'QUERY', '/things', 405, 'method_not_allowed'],
    ['the same on an unknown path', 'QUERY', '/nothing', 404, 'not_found'],
    ['an escape that is none', 'GET', '/things/%zz', 400, 'bad_request'],
  ])('%s: %s %s is %i %s', async (_case, method, path, status, code) => {
    const answer = await raw(`${method} ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain('content-type: application/problem+json');
    expect(answer).toContain(`"code":"${code}"`);
  });

  it('a wrong method is told which ones are right', async () => {
    const { headers } = await call('/things/x', { method: 'PUT' });
    expect(headers.get('allow')).toBe('DELETE, GET, HEAD');
  });

  it.each([
    ['what is not HTTP', 'BLAH\r\n\r\n', 400, 'bad_request'],
    ['headers beyond 16 KiB', `GET / HTTP/1.1\r\nHost: x\r\nX: ${'a'.repeat(20_000)}\r\n\r\n`, 431, 'headers_too_large'],
  ])('%s is answered and the process lives', async (_case, text, status, code) => {
    const answer = await raw(text);
    expect(answer).toContain(`HTTP/1.1 ${status} `);
    expect(answer).toContain(`"code":"${code}"`);
    expect((await call('/health/live')).status).toBe(200);
  });

  it('a request whose sender has closed its side is answered', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.end('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n');
    const chunks: Buffer[] = [];
    for await (const chunk of socket) chunks.push(chunk as Buffer);
    expect(Buffer.concat(chunks).toString()).toContain('HTTP/1.1 200 ');
  });

  it('an id too long to exist reaches its route', async () => {
    expect((await call(`/things/${'a'.repeat(5000)}`)).body).toEqual({ length: 5000 });
  });
});

describe('bodies', () => {
  it('a right body arrives parsed', async () => {
    expect((await postJson('{"name":"a"}')).body).toEqual({ name: 'a' });
  });

  it.each([
    ['bad JSON', '{"name":'],
    ['an array', '["a"]'],
    ['a bare null', 'null'],
    ['__proto__', '{"name":"a","__proto__":{"admin":true}}'],
    ['constructor.prototype', '{"name":"a","constructor":{"prototype":{}}}'],
    ['33 levels', `{"name":${'['.repeat(33)}${']'.repeat(33)}}`],
    ['30,000 levels', '['.repeat(30_000) + ']'.repeat(30_000)],
    ['nothing', ''],
  ])('%s is 400 with the pointer of the whole body', async (_case, body) => {
    const answer = await postJson(body);
    expect(answer.status).toBe(400);
    expect(answer.body['code']).toBe('validation_failed');
    expect(answer.body['errors']).toEqual([{ pointer: '', message: expect.any(String) }]);
  });

  it('bytes that are not UTF-8 are 400', async () => {
    const body = Buffer.from('7b226e616d65223a22ff227d', 'hex');
    const answer = await call('/things', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(answer.body['errors']).toEqual([{ pointer: '', message: expect.any(String) }]);
  });

  it('every wrong field has its pointer, unknown ones too', async () => {
    const answer = await postJson('{"name":5,"tags":["a",1],"ro/le~":"admin"}');
    expect(answer.body['errors']).toEqual([
      { pointer: '/name', message: expect.any(String) },
      { pointer: '/tags/1', message: expect.any(String) },
      { pointer: '/ro~1le~0', message: 'This field is not known here.' },
    ]);
  });

  it.each([
    ['text/plain', 'name=a'],
    ['application/xml', '<a/>'],
    ['application/x-www-form-urlencoded', 'name=a'],
    ['multipart/form-data; boundary=x', '--x--'],
    ['nonsense', '{}'],
  ])('a JSON route answers %s with 415', async (contentType, body) => {
    const answer = await call('/things', { method: 'POST', body, headers: { 'content-type': contentType } });
    expect([answer.status, answer.body['code']]).toEqual([415, 'unsupported_media_type']);
  });

  it('a compressed body is 415', async () => {
    expect((await postJson('{"name":"a"}', { 'content-encoding': 'gzip' })).status).toBe(415);
  });

  it('a form route takes a form, and answers JSON with 415', async () => {
    const form = { 'content-type': 'application/x-www-form-urlencoded' };
    expect((await call('/things/form', { method: 'POST', body: 'a=%C3%A9+1', headers: form })).body).toEqual({ a: 'é 1' });
    const json = { 'content-type': 'application/json' };
    expect((await call('/things/form', { method: 'POST', body: '{"a":"b"}', headers: json })).status).toBe(415);
  });

  it('a form of as many names as fit is read once, not searched for each of them', async () => {
    const names = Array.from({ length: 16_000 }, (_, index) => index.toString(36)).join('&');
    const before = process.cpuUsage();
    const { status } = await call('/things/form', { method: 'POST', body: names, headers: { 'content-type': 'application/x-www-form-urlencoded' } });
    expect(status).toBe(400);
    expect(process.cpuUsage(before).user).toBeLessThan(700_000);
  });

  it.each([
    ['65,537 bytes', 64 * 1024 + 1],
    ['5 MB', 5_000_000],
  ])('%s are 413', async (_case, size) => {
    const answer = await postJson(`"${'a'.repeat(size - 2)}"`);
    expect([answer.status, answer.body['code']]).toEqual([413, 'content_too_large']);
  });

  it('a chunked body is counted too', async () => {
    const chunk = `4000\r\n${'a'.repeat(0x4000)}\r\n`;
    const answer = await raw(
      `POST /things HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n${chunk.repeat(5)}0\r\n\r\n`,
    );
    expect(answer).toContain('HTTP/1.1 413 ');
  });

  it('an empty body with a content type is no body', async () => {
    const answer = await call('/things/x', { method: 'DELETE', headers: { 'content-type': 'application/json' } });
    expect(answer.body).toEqual({ id: 'x' });
  });
});

describe('queries', () => {
  it.each([
    ['limit=0', '/limit'],
    ['limit=101', '/limit'],
    ['limit=1.5', '/limit'],
    ['limit=%2010', '/limit'],
    ['limit=', '/limit'],
    ['limit=5&limit=6', '/limit'],
    ['cursor=', '/cursor'],
    ['unknown=1', '/unknown'],
    ['__proto__=1', '/__proto__'],
  ])('%s is 400 with the pointer %s', async (query, pointer) => {
    const answer = await call(`/things?${query}`);
    expect(answer.status).toBe(400);
    expect(answer.body['errors']).toEqual([{ pointer, message: expect.any(String) }]);
  });

  it.each([
    ['', 50],
    ['?limit=1', 1],
    ['?limit=100', 100],
  ])('/things%s has the limit %i', async (query, limit) => {
    expect((await call(`/things${query}`)).body).toEqual({ limit });
  });
});

describe('answers', () => {
  it('carry a policy under which nothing loads', async () => {
    const { headers } = await call('/things');
    expect(headers.get('content-security-policy')).toBe(
      "default-src 'none';base-uri 'none';form-action 'none';frame-ancestors 'none'",
    );
    expect(headers.get('x-content-type-options')).toBe('nosniff');
    expect(headers.get('referrer-policy')).toBe('no-referrer');
    expect(headers.get('x-powered-by')).toBeNull();
  });

  it('a request id from outside is not taken over', async () => {
    const { headers } = await call('/things', { headers: { 'x-request-id': 'req_chosenbytheclient00000' } });
    expect(headers.get('x-request-id')).not.toBe('req_chosenbytheclient00000');
  });

  it('pages of other origins may not read anything', async () => {
    const { headers } = await call('/things', { headers: { origin: 'https://elsewhere.example' } });
    expect(headers.get('access-control-allow-origin')).toBeNull();
  });

  it('HEAD is answered as GET without its body', async () => {
    expect((await fetch(`${origin}/things`, { method: 'HEAD' })).status).toBe(200);
    expect((await fetch(`${origin}/things/quiet`, { method: 'HEAD' })).status).toBe(200);
  });

  it('are measured by route template', async () => {
    await call('/things/one');
    const metrics = await (await fetch(`${origin}/metrics`)).text();
    expect(metrics).toContain('http_request_duration_seconds_count{method="GET",route="/things/:id",status="200"}');
    expect(metrics).not.toContain('/things/one');
  });
});

describe('the log', () => {
  it('holds no token, query, header or body, wherever they were sent', async () => {
    const encoded = TOKEN.replaceAll('_', '%5F');
    await call(`/things?access_token=${TOKEN}`);
    await call(`/things/${TOKEN}`);
    await call(`/nothing/${encoded}`);
    await call(`/faults/surprise?q=${TOKEN}`);
    await postJson(JSON.stringify({ name: TOKEN, secretive: 'from-a-body' }), {
      authorization: `Bearer ${TOKEN}`,
      cookie: 'portcullis_session=of-somebody',
    });
    const log = lines.join('');
    expect(log).toContain('"path":"/nothing/pcl_live_012…"');
    expect(log).toContain('"route":"/things/:id"');
    for (const secret of [TOKEN, encoded, 'access_token', 'of-somebody', 'from-a-body', 'hash-of-a-password', '127.0.0.1']) {
      expect(log).not.toContain(secret);
    }
  });

  it('names the request in every line written while it was served', async () => {
    const { body } = await call('/faults/surprise');
    const own = lines.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['requestId'] === body['requestId']);
    expect(own.map((line) => line['msg'])).toEqual(['request failed', 'answered']);
    expect(own[0]).toMatchObject({ level: 'error', name: 'edge-test', err: { message: expect.stringContaining('secrets') } });
  });
});
