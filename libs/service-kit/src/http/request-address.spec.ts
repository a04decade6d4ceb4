import { afterEach, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import type { AddressInfo } from 'node:net';
import { createService } from '../start/create-service.js';
import { requestAddress } from './request-address.js';

@Controller('address')
class AddressController {
  @Get()
  show(@Req() request: FastifyRequest): object {
    return { address: requestAddress(request) };
  }
}
@Module({ controllers: [AddressController] })
class AddressModule {}

let app: NestFastifyApplication | undefined;
afterEach(() => app?.close());

async function seen(trustedProxies: readonly string[], headers: [string, string][], host = '127.0.0.1'): Promise<unknown> {
  app = await createService({ module: AddressModule, name: 'address-test', logLevel: 'silent', trustedProxies });
  await app.listen(0, host);
  const { port } = app.getHttpServer().address() as AddressInfo;
  const response = await fetch(`http://127.0.0.1:${port}/address`, { headers });
  return ((await response.json()) as { address: string }).address;
}

describe("a request's address", () => {
  it("is the socket's where no proxy is trusted", async () => {
    expect(await seen([], [['x-forwarded-for', '203.0.113.9']])).toBe('127.0.0.1');
  });

  it('is v4 also on a socket of both families', async () => {
    expect(await seen([], [], '::')).toBe('127.0.0.1');
  });

  it('is the rightmost hop that is not a trusted proxy, never the leftmost', async () => {
    const forged = [['x-forwarded-for', '198.51.100.7, 203.0.113.9, 10.1.2.3']] satisfies [string, string][];
    expect(await seen(['127.0.0.0/8', '10.0.0.0/8'], forged)).toBe('203.0.113.9');
  });

  it('counts several header lines as one list', async () => {
    const lines = [
      ['x-forwarded-for', '203.0.113.9'],
      ['x-forwarded-for', '10.1.2.3'],
    ] satisfies [string, string][];
    expect(await seen(['127.0.0.0/8', '10.0.0.0/8'], lines)).toBe('203.0.113.9');
  });
});
