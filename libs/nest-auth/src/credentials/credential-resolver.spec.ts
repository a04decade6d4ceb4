import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { createService, forbidden } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import {
  Authenticated,
  type CredentialResolver,
  NestAuthModule,
  type ResolverContext,
  type ResolverVerdict,
  RequireScopes,
  twoCredentials,
} from '../index.js';

interface RequestWithUser extends FastifyRequest {
  userId?: string;
}

/** A session as token-service has it: a cookie names a user, who may read items. */
class SessionResolver implements CredentialResolver {
  asked = 0;
  handler: unknown;

  async resolve(request: RequestWithUser, { access, handler, bearerPresented }: ResolverContext): Promise<ResolverVerdict> {
    this.asked += 1;
    this.handler = handler;
    const cookie = await Promise.resolve(request.headers.cookie);
    if (cookie === undefined) return 'pass';
    if (bearerPresented) throw twoCredentials();
    if (access.scopes.includes('items:delete')) throw forbidden('role_not_allowed', 'Your role does not allow it.');
    request.userId = cookie;
    return 'authenticated';
  }
}

@Controller('items')
class ItemsController {
  @Get()
  @Authenticated()
  list(@Req() request: RequestWithUser): object {
    return { userId: request.userId ?? null, tokenId: request.principal?.tokenId ?? null };
  }

  @Get('delete')
  @RequireScopes('items:delete')
  remove(): object {
    return {};
  }
}

const resolver = new SessionResolver();
const principal = { workspaceId: 'wsp_1', tokenId: 'tok_1', kind: 'user', scopes: [] } as const;

@Module({
  imports: [
    NestAuthModule.forRoot({
      checker: { useFactory: () => ({ check: (token: string) => (token === 'good' ? { outcome: 'allowed', principal } : { outcome: 'invalid' }) }) },
      resolver: { useValue: resolver },
    }),
  ],
  controllers: [ItemsController],
})
class SessionModule {}

let app: NestFastifyApplication;
beforeAll(async () => {
  app = await createService({ module: SessionModule, name: 'resolver-test', logLevel: 'silent' });
});
afterAll(() => app.close());

const call = async (headers: Record<string, string>, url = '/items') => {
  const response = await app.inject({ url, headers });
  return { status: response.statusCode, body: response.json<Record<string, unknown>>() };
};

describe('a resolver of other credentials', () => {
  it('lets its own callers in without a bearer', async () => {
    expect(await call({ cookie: 'usr_1' })).toMatchObject({ status: 200, body: { userId: 'usr_1', tokenId: null } });
  });

  it('is told which method serves the route, and so may have marks of its own on it', async () => {
    await call({ cookie: 'usr_1' });
    expect(resolver.handler).toBe(Object.getOwnPropertyDescriptor(ItemsController.prototype, 'list')?.value);
  });

  it('leaves bearers to the check', async () => {
    expect(await call({ authorization: 'Bearer good' })).toMatchObject({ status: 200, body: { userId: null, tokenId: 'tok_1' } });
    expect(await call({ authorization: 'Bearer bad' })).toMatchObject({ status: 401, body: { code: 'invalid_token' } });
    expect(await call({})).toMatchObject({ status: 401, body: { code: 'unauthenticated' } });
  });

  it('refuses by its own rule: two kinds of credentials, or a route its caller may not use', async () => {
    expect(await call({ cookie: 'usr_1', authorization: 'Bearer good' })).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await call({ cookie: 'usr_1' }, '/items/delete')).toMatchObject({ status: 403, body: { code: 'role_not_allowed' } });
  });

  it('is not asked about a request whose credentials are malformed', async () => {
    const before = resolver.asked;
    expect(await call({ cookie: 'usr_1' }, '/items?access_token=x')).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await call({ cookie: 'usr_1', authorization: 'Bearer' })).toMatchObject({ status: 400 });
    expect(resolver.asked).toBe(before);
  });
});
