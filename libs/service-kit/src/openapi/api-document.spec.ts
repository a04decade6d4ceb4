import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Delete, Get, Module, Post, type Type } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import * as z from 'zod';
import { Public } from '../access/public-route.js';
import { pageParameters } from '../paging/page.js';
import { createService } from '../start/create-service.js';
import { StartRefused } from '../start/start-refused.js';
import { Describe } from './describe.js';
import { noStoreHeader } from './headers.js';
import { pageOf } from './page-of.js';
import type { RouteDescription } from './route-description.js';

const API = { title: 'Things', description: 'Of all kinds.', version: '1.0.0' };

let app: NestFastifyApplication | undefined;
afterEach(() => app?.close());

async function start(...controllers: Type[]): Promise<Record<string, unknown>> {
  app = undefined;
  @Module({ controllers })
  class Things {}
  app = await createService({ module: Things, name: 'document-test', logLevel: 'silent', api: API });
  await app.listen(0, '127.0.0.1');
  return (await (await fetch(`${await app.getUrl()}/docs/openapi.json`)).json()) as Record<string, unknown>;
}

function described(operationId: string, more: Partial<RouteDescription> = {}): RouteDescription {
  return { operationId, summary: 'Of a test', tag: 'Things', answers: { 200: { description: 'Fine.', schema: z.strictObject({}) } }, ...more };
}

const thing = z.strictObject({ id: z.string(), price: z.int() }).meta({ id: 'Thing' });

@Public()
@Controller('things')
class ThingsController {
  @Get()
  @Describe(described('listThings', { query: z.object(pageParameters), answers: { 200: { description: 'A page.', schema: pageOf(thing) } } }))
  list(): object {
    return { data: [], nextCursor: null };
  }

  @Post()
  @Describe(described('createThing', { body: z.object({ name: z.string() }), answers: { 201: { description: 'Made.', schema: thing, headers: noStoreHeader } }, refusals: [409, 429] }))
  create(): object {
    return {};
  }

  @Delete(':id')
  @Describe(described('removeThing', { params: z.object({ id: z.string() }), body: z.object({ why: z.string() }).optional(), answers: { 204: { description: 'Gone.' } }, refusals: [404] }))
  remove(): void {
    // Gone.
  }
}

@Controller('undescribed')
class UndescribedController {
  @Get()
  one(): void {
    // Not described.
  }

  @Post()
  other(): void {
    // Not described either.
  }
}

@Controller('namesake')
class NamesakeController {
  @Get()
  @Describe(described('listThings'))
  list(): void {
    // The name is taken.
  }
}

@Controller('mistaken')
class MistakenController {
  @Get(':one')
  @Describe(described('mistaken', { params: z.object({ other: z.string() }) }))
  show(): void {
    // Its parameter is misnamed.
  }
}

@Controller('unsayable')
class UnsayableController {
  @Get()
  @Describe(described('unsayable', { answers: { 200: { description: 'What?', schema: z.custom() } } }))
  show(): void {
    // A schema that JSON Schema has no word for.
  }
}

describe('a service that describes itself', () => {
  it('does not start with a route that is not described, and names each', async () => {
    await expect(start(ThingsController, UndescribedController)).rejects.toThrow(
      new StartRefused('UndescribedController.one, UndescribedController.other: a route must be described with @Describe'),
    );
  });

  it.each<[string, Type, RegExp]>([
    ['two routes of one name', NamesakeController, /NamesakeController\.list: ThingsController\.list is listThings too/],
    ['parameters that its path does not have', MistakenController, /MistakenController\.show: @Describe names the path's parameters other, the path one/],
    ['a schema that cannot be said in JSON Schema', UnsayableController, /the OpenAPI document cannot be made: .*custom/s],
  ])('does not start with %s', async (_what, controller, line) => {
    const starting = start(ThingsController, controller);
    await expect(starting).rejects.toThrow(StartRefused);
    await expect(starting).rejects.toThrow(line);
  });

  it('has every route in its document, its own and those of the kit', async () => {
    const document = await start(ThingsController);
    expect(document).toMatchObject({ openapi: '3.1.1', info: { title: 'Things', version: '1.0.0' } });
    const operations = Object.entries(document['paths'] as Record<string, object>).flatMap(([path, item]) => Object.keys(item).map((method) => `${method} ${path}`));
    expect(operations.sort()).toEqual([
      'delete /things/{id}',
      'get /docs',
      'get /docs/assets/{file}',
      'get /docs/openapi.json',
      'get /health',
      'get /health/live',
      'get /health/ready',
      'get /metrics',
      'get /things',
      'post /things',
    ]);
  });

  it('says of a list what it takes, and that it is answered with a tag or with 304', async () => {
    const document = await start(ThingsController);
    expect(document).toHaveProperty(['paths', '/things', 'get', 'parameters', '0'], expect.objectContaining({ in: 'query', name: 'limit', schema: expect.objectContaining({ type: 'integer', minimum: 1, maximum: 100, default: 50 }) as object }));
    const responses = (document as { paths: Record<string, Record<string, { responses: Record<string, { headers: object }> }>> }).paths['/things']?.['get']?.responses ?? {};
    expect(Object.keys(responses)).toEqual(['200', '304', '400', '417', '431']);
    expect(Object.keys(responses['200']?.headers ?? {})).toEqual(['X-Request-Id', 'ETag']);
    expect(Object.keys(responses['304']?.headers ?? {})).toEqual(['X-Request-Id', 'ETag']);
  });

  it('refuses in its document the fields that it refuses, and says which answers a body may get', async () => {
    const document = await start(ThingsController);
    expect(document).toHaveProperty(['paths', '/things', 'post', 'requestBody'], {
      required: true,
      content: { 'application/json': { schema: { type: 'object', properties: { name: { type: 'string' } }, required: ['name'], additionalProperties: false } } },
    });
    expect(document).toHaveProperty(['paths', '/things/{id}', 'delete', 'requestBody', 'required'], false);
    const responses = (document as { paths: Record<string, Record<string, { responses: object }>> }).paths['/things']?.['post']?.responses ?? {};
    expect(Object.keys(responses)).toEqual(['201', '400', '408', '409', '413', '415', '417', '429', '431']);
    expect(responses).toHaveProperty(['429', 'headers', 'Retry-After', 'required'], true);
    expect(responses).toHaveProperty(['409', 'content', 'application/problem+json', 'schema'], { $ref: '#/components/schemas/Problem' });
  });

  it('needs no descriptions where it has no document', async () => {
    @Module({ controllers: [UndescribedController] })
    class Undocumented {}
    app = await createService({ module: Undocumented, name: 'document-test', logLevel: 'silent' });
    await app.listen(0, '127.0.0.1');
    expect((await fetch(`${await app.getUrl()}/docs`)).status).toBe(404);
  });
});
