import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { connect, createServer, type Server, type Socket } from 'node:net';
import { eventually } from './eventually.js';
import { startTcpProxy, type TcpProxy } from './tcp-proxy.js';

describe('a TCP proxy', () => {
  let echo: Server;
  let arrived = '';
  let proxy: TcpProxy;

  beforeAll(async () => {
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.on('data', (chunk) => {
        arrived += chunk.toString();
        socket.write(chunk);
      });
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
  });
  afterAll(() => {
    echo.close();
  });
  beforeEach(async () => {
    arrived = '';
    proxy = await startTcpProxy({ host: '127.0.0.1', port: portOf(echo) }, () => ({
      answer: (chunk) => Buffer.from(chunk.toString().replace('secret', 'public')),
    }));
  });
  afterEach(() => proxy.stop());

  it('passes everything, through its tap', async () => {
    const client = await caller(proxy);
    client.socket.write('a secret');
    await eventually(() => client.heard() === 'a public');
  });

  it('holds back in both directions what was sent while it was stalled, and loses none of it', async () => {
    const client = await caller(proxy);
    proxy.stall();
    client.socket.write('one');
    const late = await caller(proxy);
    late.socket.write('two');
    expect([arrived, client.heard()]).toEqual(['', '']);
    await proxy.restore();
    await eventually(() => client.heard() === 'one' && late.heard() === 'two');
  });

  it('lets requests through while it swallows answers, and ends the connections that lost some', async () => {
    const client = await caller(proxy);
    proxy.swallowAnswers();
    client.socket.write('one');
    await eventually(() => arrived === 'one');
    const ended = once(client.socket, 'close');
    await eventually(async () => {
      await proxy.restore();
      return client.socket.closed;
    });
    await ended;
    expect(client.heard()).toBe('');
  });

  it('refuses connections while it is down, and takes them on the same port afterwards', async () => {
    const client = await caller(proxy);
    await proxy.goDown();
    await eventually(() => client.socket.closed);
    await expect(caller(proxy)).rejects.toThrow('ECONNREFUSED');
    await proxy.restore();
    const later = await caller(proxy);
    later.socket.write('again');
    await eventually(() => later.heard() === 'again');
  });
});

async function caller({ host, port }: TcpProxy): Promise<{ readonly socket: Socket; heard(): string }> {
  const socket = connect(port, host);
  let heard = '';
  socket.on('data', (chunk) => (heard += chunk.toString()));
  await once(socket, 'connect');
  socket.on('error', () => undefined);
  return { socket, heard: () => heard };
}

function portOf(server: Server): number {
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}
