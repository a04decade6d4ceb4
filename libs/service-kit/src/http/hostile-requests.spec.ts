import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Module, Post } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { eventually } from '@portcullis/testing';
import { once } from 'node:events';
import { type AddressInfo, connect } from 'node:net';
import { createService } from '../start/create-service.js';

@Controller('things')
class ThingsController {
  @Get()
  list(): object {
    return {};
  }

  @Post()
  create(@Body() body: unknown): object {
    return { body };
  }
}
@Module({ controllers: [ThingsController] })
class ThingsModule {}

const lines: string[] = [];
let app: NestFastifyApplication;
let port: number;
beforeEach(() => void lines.splice(0));
beforeAll(async () => {
  app = await createService({ module: ThingsModule, name: 'hostile-test', logLevel: 'info', logDestination: { write: (line) => void lines.push(line) } });
  await app.listen(0, '127.0.0.1');
  ({ port } = app.getHttpServer().address() as AddressInfo);
});
afterAll(() => app.close());

/** What the server writes on a connection before it ends it. */
async function raw(lines: readonly string[], body = ''): Promise<string> {
  const socket = connect(port, '127.0.0.1');
  socket.write(`${lines.join('\r\n')}\r\n\r\n${body}`, 'latin1');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('latin1');
}

const GET = 'GET /things HTTP/1.1';
const CLOSE = 'Connection: close';

describe('a request', () => {
  it.each([
    ['without a host', [GET, CLOSE]],
    ['of HTTP/0.9 with headers', ['GET /things', CLOSE, 'Host: a']],
    ['with two hosts', [GET, CLOSE, 'Host: a', 'Host: b']],
    ['with its host twice', [GET, CLOSE, 'Host: a', 'HOST: a']],
    ['with two types of its body', ['POST /things HTTP/1.1', CLOSE, 'Host: a', 'Content-Length: 2', 'Content-Type: application/json', 'content-type: text/plain'], '{}'],
  ])('%s is 400, a problem with every header that answers have', async (_what, lines, body = '') => {
    const answer = await raw(lines, body);
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer).toContain('content-type: application/problem+json');
    expect(answer).toContain('"code":"bad_request"');
    expect(answer).toMatch(/content-security-policy: default-src 'none'/i);
  });

  it('of HTTP/1.0 needs no host', async () => {
    expect(await raw(['GET /things HTTP/1.0'])).toMatch(/^HTTP\/1\.1 200 /);
  });

  it('for a tunnel is 405, and one with an expectation that nobody has heard of is 417', async () => {
    expect(await raw(['CONNECT example.com:443 HTTP/1.1', 'Host: a'])).toMatch(/^HTTP\/1\.1 405 [^]*Allow: \r\n[^]*"code":"method_not_allowed"/);
    expect(await raw([GET, CLOSE, 'Host: a', 'Expect: tea'])).toMatch(/^HTTP\/1\.1 417 [^]*"code":"expectation_failed"/);
  });

  it('that breaks off in the middle of its body is no fault of the service', async () => {
    const socket = connect(port, '127.0.0.1');
    socket.write('POST /things HTTP/1.1\r\nHost: a\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{');
    socket.end();
    await once(socket.resume(), 'close');
    await eventually(() => { expect(app.getHttpAdapter().getInstance().openConnections.count).toBe(0); });
    expect(lines.join('')).not.toContain('"level":"error"');
  });

  it.each([
    ['cannot be read', 400, ['BLAH']],
    ['is for a tunnel', 405, ['CONNECT example.com:443 HTTP/1.1', 'Host: a']],
    ['expects what nobody has heard of', 417, [GET, 'Host: a', 'Expect: tea']],
  ])('is answered before one behind it that %s is with %i', async (_what, status, behind) => {
    expect(await raw([GET, 'Host: a', '', ...behind])).toMatch(new RegExp(`^HTTP/1\\.1 200 [^]*HTTP/1\\.1 ${status} `));
  });

  it('with its host in its address is told the methods of its path', async () => {
    expect(await raw(['PUT http://elsewhere.example/things HTTP/1.1', CLOSE, 'Host: a'])).toMatch(/^HTTP\/1\.1 405 [^]*allow: GET, HEAD, POST/);
  });

  it('for an address that cannot be read has its id in the header as in the answer', async () => {
    const answer = await raw(['GET /%zz HTTP/1.1', CLOSE, 'Host: a']);
    expect(answer).toContain(`"requestId":"${/^x-request-id: (\S+)/m.exec(answer)?.[1] ?? 'none'}"`);
  });

  it('that waits to be told to continue is told', async () => {
    const lines = ['POST /things HTTP/1.1', CLOSE, 'Host: a', 'Content-Type: application/json', 'Content-Length: 2', 'Expect: 100-continue'];
    expect(await raw(lines, '{}')).toMatch(/^HTTP\/1\.1 100 Continue\r\n\r\nHTTP\/1\.1 201 /);
  });

  it.each([
    ['utf-8', 201],
    ['"UTF-8"', 201],
    ['utf8', 201],
    ['utf-16', 415],
    ['iso-8859-1', 415],
    ['', 415],
  ])('in charset=%s is %i', async (charset, status) => {
    const lines = ['POST /things HTTP/1.1', CLOSE, 'Host: a', `Content-Type: application/json; charset=${charset}`, 'Content-Length: 2'];
    expect((await raw(lines, '{}')).slice(9, 12)).toBe(String(status));
  });
});
