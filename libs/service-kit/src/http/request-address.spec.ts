import { afterAll, describe, expect, it } from '@jest/globals';
import { Controller, Get, Module, Req } from '@nestjs/common';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { FastifyRequest } from 'fastify';
import { type AddressInfo, connect } from 'node:net';
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
let trusting: readonly string[] = [];
afterAll(() => app?.close());

/** What a service says that trusts these proxies, asked by a client that sends these header lines, in this order. */
async function seen(trustedProxies: readonly string[], lines: readonly string[] = [], host = '127.0.0.1'): Promise<string> {
  if (app === undefined || trusting !== trustedProxies || host !== '127.0.0.1') {
    await app?.close();
    app = await createService({ module: AddressModule, name: 'address-test', logLevel: 'silent', trustedProxies });
    await app.listen(0, host);
    trusting = trustedProxies;
  }
  const { port } = app.getHttpServer().address() as AddressInfo;
  const socket = connect(port, '127.0.0.1');
  socket.write(`${['GET /address HTTP/1.1', 'Host: x', 'Connection: close', ...lines].join('\r\n')}\r\n\r\n`, 'latin1');
  const chunks: Buffer[] = [];
  for await (const chunk of socket) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString().split('\r\n\r\n')[1] ?? '';
  return (JSON.parse(body) as { address: string }).address;
}

const NOBODY: readonly string[] = [];
const PROXIES = ['127.0.0.0/8', '10.0.0.0/8'];

describe("a request's address", () => {
  it("is the socket's where no proxy is trusted", async () => {
    expect(await seen(NOBODY, ['X-Forwarded-For: 203.0.113.9', 'Forwarded: for=203.0.113.9'])).toBe('127.0.0.1');
  });

  it('is v4 also on a socket of both families', async () => {
    expect(await seen(NOBODY, [], '::')).toBe('127.0.0.1');
  });

  it.each([
    ['the rightmost hop that is not a trusted proxy, never the leftmost', ['X-Forwarded-For: 198.51.100.7, 203.0.113.9, 10.1.2.3'], '203.0.113.9'],
    ['the same where the hops stand in several lines', ['X-Forwarded-For: 198.51.100.7', 'x-forwarded-for: 203.0.113.9', 'X-FORWARDED-FOR: 10.1.2.3'], '203.0.113.9'],
    ['the same with ports', ['X-Forwarded-For: 203.0.113.9:5678, [::ffff:10.1.2.3]:80'], '203.0.113.9'],
    ["the proxy's own where it reports nobody", [], '127.0.0.1'],
    ['unknown where the last of several lines is empty', ['X-Forwarded-For: 203.0.113.9', 'X-Forwarded-For:'], ''],
    ['unknown where the last of several lines is not an address', ['X-Forwarded-For: 203.0.113.9', 'X-Forwarded-For: unknown'], ''],
    ['unknown where the one line is empty', ['X-Forwarded-For:'], ''],
    ["the proxy's own where it sends Forwarded alone", ['Forwarded: for=203.0.113.9'], '127.0.0.1'],
    ['what X-Forwarded-For says, whatever Forwarded says before it', ['Forwarded: for=192.0.2.1', 'X-Forwarded-For: 203.0.113.9'], '203.0.113.9'],
    ['what X-Forwarded-For says, whatever Forwarded says after it', ['X-Forwarded-For: 203.0.113.9', 'Forwarded: for="[2001:db8::1]:80";by=10.1.2.3'], '203.0.113.9'],
    ['unknown rather than what Forwarded says', ['X-Forwarded-For: unknown', 'Forwarded: for=192.0.2.1'], ''],
    [
      "the proxy's own, whatever other headers say",
      ['X-Real-IP: 192.0.2.1', 'True-Client-IP: 192.0.2.1', 'CF-Connecting-IP: 192.0.2.1', 'X-Client-IP: 192.0.2.1', 'X_Forwarded_For: 192.0.2.1'],
      '127.0.0.1',
    ],
  ])('from a trusted proxy is %s', async (_what, lines, address) => {
    expect(await seen(PROXIES, lines)).toBe(address);
  });
});
