import { createServer } from 'node:net';

/**
 * Binds a port of the loopback for a moment.
 *
 * @param port the wanted port; 0 takes any free one.
 * @returns the port, free when this resolved; rejects with EADDRINUSE or EACCES where it cannot be had.
 */
export function freePort(port = 0): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen({ port, host: '127.0.0.1', exclusive: true }, () => {
      const address = server.address();
      const bound = typeof address === 'object' && address !== null ? address.port : port;
      server.close(() => {
        resolve(bound);
      });
    });
  });
}
