import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService, Describe } from '@portcullis/service-kit';
import { Authenticated, type CredentialResolver, NestAuthModule, Public, RequireScopes } from '../index.js';

const answers = { 204: { description: 'Nothing.' } };

@Controller()
class DescribedRoutes {
  @Get('open')
  @Public()
  @Describe({ operationId: 'open', summary: 'Open', tag: 'Test', answers })
  open(): void {
    // For anybody.
  }

  @Get('any')
  @Authenticated()
  @Describe({ operationId: 'any', summary: 'Any', tag: 'Test', answers })
  any(): void {
    // For any credential.
  }

  @Get('people')
  @Authenticated()
  @Describe({ operationId: 'forPeople', summary: 'People', tag: 'Test', answers })
  forPeople(): void {
    // For whoever is no program.
  }

  @Get('scoped')
  @RequireScopes('items:read', 'warehouses:read')
  @Describe({ operationId: 'scoped', summary: 'Scoped', tag: 'Test', answers })
  scoped(): void {
    // For these two.
  }
}

const resolver: CredentialResolver = {
  isOnlyWay: (handler) => handler.name === 'forPeople',
  described: { name: 'session', scheme: { type: 'apiKey', in: 'cookie', name: 'sid' }, refusals: [{ status: 403, description: 'Another origin.' }] },
  resolve: () => 'pass',
};

interface Operation {
  readonly security: readonly object[];
  readonly description?: string;
  readonly 'x-required-scopes'?: readonly string[];
  readonly responses: Readonly<Record<string, { readonly description: string; readonly headers: Readonly<Record<string, { readonly required?: boolean }>> }>>;
}

let app: NestFastifyApplication;
let document: { readonly paths: Readonly<Record<string, { readonly get: Operation }>>; readonly components: object };
beforeAll(async () => {
  const checker = { useValue: { check: () => ({ outcome: 'invalid' as const }) } };
  @Module({ controllers: [DescribedRoutes], imports: [NestAuthModule.forRoot({ checker, resolver: { useValue: resolver } })] })
  class DescribedModule {}
  const api = { title: 'Gate', description: 'Of a test.', version: '1.0.0' };
  app = await createService({ module: DescribedModule, name: 'gate-description-test', logLevel: 'silent', api });
  await app.listen(0, '127.0.0.1');
  document = (await (await fetch(`${await app.getUrl()}/docs/openapi.json`)).json()) as typeof document;
});
afterAll(() => app.close());

const operation = (path: string): Operation | undefined => document.paths[path]?.get;

describe('the gate in the document', () => {
  it('asks nothing on a public route', () => {
    expect(operation('/open')?.security).toEqual([]);
    expect(Object.keys(operation('/open')?.responses ?? {})).toEqual(['204', '400', '417', '431']);
  });

  it('asks for one kind of credentials or another, and names the schemes', () => {
    expect(operation('/any')?.security).toEqual([{ bearer: [] }, { session: [] }]);
    expect(document.components).toHaveProperty(['securitySchemes', 'bearer', 'scheme'], 'bearer');
    expect(document.components).toHaveProperty(['securitySchemes', 'session', 'name'], 'sid');
  });

  it('does not offer a token where none is admitted, and still says how it is refused', () => {
    expect(operation('/people')?.security).toEqual([{ session: [] }]);
    expect(operation('/people')?.responses).toEqual(operation('/any')?.responses);
  });

  it('names the scopes that a route needs, for programs and for people', () => {
    expect(operation('/any')).not.toHaveProperty('x-required-scopes');
    expect(operation('/scoped')).toMatchObject({ 'x-required-scopes': ['items:read', 'warehouses:read'], description: 'Needs `items:read` and `warehouses:read`.' });
  });

  it('says what it refuses, with its challenge only where there always is one', () => {
    const responses = operation('/any')?.responses ?? {};
    expect(Object.keys(responses)).toEqual(['204', '400', '401', '403', '417', '431', '503']);
    expect(responses['401']?.headers['WWW-Authenticate']?.required).toBe(true);
    expect(responses['403']?.headers['WWW-Authenticate']?.required ?? false).toBe(false);
    expect(responses['403']?.description).toContain('Another origin.');
    expect(responses['503']?.headers['Retry-After']?.required).toBe(true);
  });
});
