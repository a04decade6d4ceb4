import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Header, Module, Post, Res, StreamableFile } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyReply } from 'fastify';
import type { AddressInfo } from 'node:net';
import { forbidden } from '../problems/refusals.js';
import { createService } from '../start/create-service.js';

@Controller('things')
class ThingsController {
  @Get()
  @Header('cache-control', 'private, no-cache')
  show(): object {
    return { name: 'ä thing' };
  }

  @Get('other')
  other(): object {
    return { name: 'another thing' };
  }

  @Post()
  make(): object {
    return { name: 'ä thing' };
  }

  @Get('secret')
  @Header('cache-control', 'no-store')
  secret(): object {
    return { secret: 'hush' };
  }

  @Get('versioned')
  versioned(@Res({ passthrough: true }) reply: FastifyReply): object {
    void reply.header('etag', '"7"');
    return { version: 7 };
  }

  @Get('forbidden')
  forbidden(): never {
    throw forbidden('not_yours', 'This is not yours.');
  }

  @Get('made')
  made(@Res({ passthrough: true }) reply: FastifyReply): object {
    void reply.code(202);
    return {};
  }

  @Get('stream')
  stream(): StreamableFile {
    return new StreamableFile(Buffer.from('line\r\n'));
  }
}

@Module({ controllers: [ThingsController] })
class ThingsModule {}

let app: NestFastifyApplication;
let origin: string;
let tag: string;

const ask = (path: string, ifNoneMatch?: string, method = 'GET') =>
  fetch(origin + path, { method, headers: ifNoneMatch === undefined ? {} : { 'if-none-match': ifNoneMatch } });

beforeAll(async () => {
  app = await createService({ module: ThingsModule, name: 'entity-tag-test', logLevel: 'silent' });
  await app.listen(0, '127.0.0.1');
  origin = `http://127.0.0.1:${(app.getHttpServer().address() as AddressInfo).port}`;
  tag = (await ask('/things')).headers.get('etag') ?? '';
});
afterAll(() => app.close());

describe('what a GET shows', () => {
  it('has a strong tag of its bytes: the same for the same, another for another', async () => {
    expect(tag).toMatch(/^"[0-9A-Za-z_-]{22}"$/);
    expect((await ask('/things')).headers.get('etag')).toBe(tag);
    expect((await ask('/things/other')).headers.get('etag')).not.toBe(tag);
  });

  it.each([
    ['the tag', () => tag],
    ['the tag as a weak one', () => `W/${tag}`],
    ['one of several', () => `"a,b", W/"c" ,${tag}`],
    ['*', () => '*'],
  ])('is 304 without a body where If-None-Match has %s', async (_case, ifNoneMatch) => {
    const answer = await ask('/things', ifNoneMatch());
    expect(answer.status).toBe(304);
    expect(await answer.text()).toBe('');
    expect(Object.fromEntries(answer.headers)).toMatchObject({ etag: tag, 'cache-control': 'private, no-cache', 'x-request-id': expect.any(String) });
    expect([answer.headers.get('content-type'), answer.headers.get('content-length')]).toEqual([null, null]);
  });

  it.each([
    ['another tag', () => '"other"'],
    ['the tag without its quotes', () => tag.slice(1, -1)],
    ['the tag inside another one', () => `"x${tag.slice(1)}`],
    ['nothing', () => ''],
    ['what is not a tag', () => '**, "'],
  ])('is shown where If-None-Match has %s', async (_case, ifNoneMatch) => {
    const answer = await ask('/things', ifNoneMatch());
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({ name: 'ä thing' });
  });

  it('has the same tag and the same conditions for HEAD', async () => {
    const whole = await ask('/things', undefined, 'HEAD');
    expect([whole.status, whole.headers.get('etag'), whole.headers.get('content-length')]).toEqual([200, tag, '19']);
    const known = await ask('/things', tag, 'HEAD');
    expect([known.status, known.headers.get('etag'), await known.text()]).toEqual([304, tag, '']);
  });
});

describe('no tag, and never a 304', () => {
  it.each([
    ['what must not be stored', 'GET', '/things/secret', 200],
    ['health', 'GET', '/health', 200],
    ['metrics', 'GET', '/metrics', 200],
    ['a refusal', 'GET', '/things/forbidden', 403],
    ['an unknown path', 'GET', '/nothing', 404],
    ['another success', 'GET', '/things/made', 202],
    ['a change', 'POST', '/things', 201],
  ])('for %s', async (_case, method, path, status) => {
    const answer = await ask(path, '*', method);
    expect([answer.status, answer.headers.get('etag')]).toEqual([status, null]);
    expect(await answer.text()).not.toBe('');
  });

  it('for a stream, which arrives whole', async () => {
    const answer = await ask('/things/stream', '*');
    expect([answer.status, answer.headers.get('etag'), await answer.text()]).toEqual([200, null, 'line\r\n']);
  });

  it('for what has a tag of its own: that one stays, and means what its route says', async () => {
    const answer = await ask('/things/versioned', '"7"');
    expect([answer.status, answer.headers.get('etag'), await answer.json()]).toEqual([200, '"7"', { version: 7 }]);
  });
});
