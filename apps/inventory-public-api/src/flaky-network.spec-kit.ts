import { connect, createServer, type Server, type Socket } from 'node:net';

/**
 * A way to a server that can be cut (connections through it break, and new ones are refused) and frozen (everything
 * stands still, as with a stopped server).
 */
export interface FlakyNetwork {
  /** The server's URL by this way. */
  readonly url: string;
  cut(): Promise<void>;
  mend(): Promise<void>;
  freeze(): void;
  thaw(): void;
}

export async function flakyNetworkTo(serverUrl: string): Promise<FlakyNetwork> {
  const target = new URL(serverUrl);
  const open = new Set<Socket>();
  let frozen = false;
  const server = createServer((near) => {
    const far = connect(Number(target.port), target.hostname);
    for (const socket of [near, far]) {
      open.add(socket.on('error', () => socket.destroy()).on('close', () => open.delete(socket)));
    }
    near.on('data', (bytes) => far.write(bytes)).on('end', () => far.end());
    far.on('data', (bytes) => near.write(bytes)).on('end', () => near.end());
    if (frozen) near.pause();
  });
  const port = await listen(server, 0);
  const url = new URL(serverUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut: () =>
      new Promise((resolve) => {
        server.close(() => { resolve(); });
        for (const socket of open) socket.destroy();
      }),
    freeze: () => {
      frozen = true;
      for (const socket of open) socket.pause();
    },
    thaw: () => {
      frozen = false;
      for (const socket of open) socket.resume();
    },
    mend: async () => {
      await listen(server, port);
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject).listen(port, '127.0.0.1', () => {
      server.off('error', reject);
      const address = server.address();
      resolve(typeof address === 'object' && address !== null ? address.port : port);
    });
  });
}
