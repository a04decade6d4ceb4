import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CanActivate, Controller, type ExecutionContext, Get, Injectable, Module, Post } from '@nestjs/common';
import { APP_GUARD } from '@nestjs/core';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import * as z from 'zod';
import { Public } from '../access/public-route.js';
import { Describe } from '../openapi/describe.js';
import type { RouteDescription } from '../openapi/route-description.js';
import { forbidden } from '../problems/refusals.js';
import { createService } from '../start/create-service.js';

const described = (operationId: string, takes: Partial<RouteDescription> = {}): MethodDecorator =>
  Describe({ operationId, summary: 'A route', tag: 'Test', answers: { 200: { description: 'Well.' } }, ...takes });

@Controller('routes')
class RoutesController {
  @Get('bare')
  @described('bare')
  bare(): object {
    return {};
  }

  @Post('bare')
  @described('postBare')
  postBare(): object {
    return {};
  }

  @Post('empty')
  @described('empty', { query: z.object({}), body: z.object({ name: z.string() }) })
  empty(): object {
    return {};
  }

  @Get('searched')
  @described('searched', { query: z.object({ search: z.string().optional() }) })
  searched(): object {
    return {};
  }

  @Post('given')
  @described('given', { body: z.unknown() })
  given(): object {
    return {};
  }

  @Get('page')
  @Public()
  @described('page')
  page(): object {
    return {};
  }

  @Get('undescribed')
  undescribed(): object {
    return {};
  }
}

@Injectable()
class NoStrangers implements CanActivate {
  canActivate(context: ExecutionContext): boolean {
    if (context.switchToHttp().getRequest<FastifyRequest>().headers['x-who'] === undefined) throw forbidden('stranger', 'Who are you?');
    return true;
  }
}
@Module({ controllers: [RoutesController], providers: [{ provide: APP_GUARD, useClass: NoStrangers }] })
class RoutesModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createService({ module: RoutesModule, name: 'input-test', logLevel: 'silent' });
});
afterAll(() => app.close());

async function answer(method: 'GET' | 'POST', url: string, payload?: object | string, headers: object = { 'x-who': 'me' }): Promise<unknown> {
  const isText = typeof payload === 'string';
  const { statusCode, body } = await app.inject({
    method,
    url: `/routes${url}`,
    headers: { ...(isText && { 'content-type': 'application/x-www-form-urlencoded' }), ...headers },
    ...(payload !== undefined && { payload }),
  });
  const { errors = [] } = JSON.parse(body) as { errors?: { pointer: string }[] };
  return [statusCode, ...errors.map(({ pointer }) => pointer)];
}

describe('a route', () => {
  it('that takes no parameters refuses each of them by name', async () => {
    expect(await answer('GET', '/bare?limit=1&__proto__=2')).toEqual([400, '/limit', '/__proto__']);
    expect(await answer('POST', '/given?limit=1', {})).toEqual([400, '/limit']);
    expect(await answer('POST', '/empty?limit=1')).toEqual([400, '/limit']);
    expect(await answer('GET', '/bare')).toEqual([200]);
    expect(await answer('GET', '/bare?')).toEqual([200]);
  });

  it('that reads no body refuses one, JSON or form, but not an empty one', async () => {
    expect(await answer('POST', '/bare', {})).toEqual([400, '']);
    expect(await answer('POST', '/bare', 'a=b')).toEqual([400, '']);
    expect(await answer('POST', '/bare')).toEqual([201]);
    expect(await answer('POST', '/bare', '', { 'x-who': 'me', 'content-type': 'application/json' })).toEqual([201]);
  });

  it('that takes parameters or a body judges them itself', async () => {
    expect(await answer('GET', '/searched?unknown=1')).toEqual([200]);
    expect(await answer('POST', '/given', { unknown: 1 })).toEqual([201]);
  });

  it('tells nothing of what it takes to whom it would not serve', async () => {
    expect(await answer('GET', '/bare?limit=1', undefined, {})).toEqual([403]);
  });

  it('for everybody ignores parameters where it only shows something', async () => {
    expect(await answer('GET', '/page?cachebuster=1')).toEqual([200]);
  });

  it('of a service without a document is left alone', async () => {
    expect(await answer('GET', '/undescribed?limit=1')).toEqual([200]);
  });
});
