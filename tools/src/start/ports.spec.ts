import { describe, expect, it } from '@jest/globals';
import { once } from 'node:events';
import { type AddressInfo, createServer, type Server } from 'node:net';
import { requireFreePort } from './ports.js';

async function listening(): Promise<{ server: Server; port: number }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  return { server, port: (server.address() as AddressInfo).port };
}

describe('a port that a service needs', () => {
  it('in use is named in one line, with the variable that changes it', async () => {
    const { server, port } = await listening();
    await expect(requireFreePort('TOKEN_SERVICE_PORT', '127.0.0.1', port, 0)).rejects.toThrow(
      `Port ${port} on 127.0.0.1 is in use by another program: stop that one, or set TOKEN_SERVICE_PORT to another port.`,
    );
    server.close();
  });

  it('that a killed run is just giving up is waited for', async () => {
    const { server, port } = await listening();
    const required = requireFreePort('TOKEN_SERVICE_PORT', '127.0.0.1', port, 5_000);
    server.close();
    await expect(required).resolves.toBeUndefined();
  });

  it('on an address of another machine is refused at once', async () => {
    await expect(requireFreePort('TOKEN_SERVICE_PORT', '192.0.2.1', 4100, 5_000)).rejects.toThrow(/HOST is 192\.0\.2\.1, which is no address of this machine/);
  });
});
