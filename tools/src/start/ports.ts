import { createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import { codeOf, messageOf } from '../installation/error-facts.js';
import { OneLineFailure } from '../installation/one-line-failure.js';

/**
 * Proves that a service will be able to listen.
 *
 * @param patienceMs how long a port in use may take to become free: 0, or a while where the run before was killed and
 *   its services are on their way out.
 * @throws OneLineFailure that names the port and the variable to change.
 */
export async function requireFreePort(variable: string, host: string, port: number, patienceMs: number): Promise<void> {
  const deadline = performance.now() + patienceMs;
  for (;;) {
    const code = await tryToListen(host, port);
    if (code === undefined) return;
    if (code !== 'EADDRINUSE' || performance.now() >= deadline) throw new OneLineFailure(explain(code, variable, host, port));
    await delay(100);
  }
}

/** The system's error code, or undefined where the port can be listened on. */
function tryToListen(host: string, port: number): Promise<string | undefined> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', (error) => {
      resolve(codeOf(error) ?? messageOf(error));
    });
    server.listen({ host, port, exclusive: true }, () => {
      server.close(() => {
        resolve(undefined);
      });
    });
  });
}

function explain(code: string, variable: string, host: string, port: number): string {
  switch (code) {
    case 'EADDRINUSE':
      return `Port ${port} on ${host} is in use by another program: stop that one, or set ${variable} to another port.`;
    case 'EACCES':
      return `Port ${port} on ${host} is not allowed to this user: set ${variable} to one above 1023.`;
    case 'EADDRNOTAVAIL':
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return `HOST is ${host}, which is no address of this machine: use 127.0.0.1, or an address that it has.`;
    default:
      return `Port ${port} on ${host} cannot be listened on (${code}): set ${variable} or HOST to something else.`;
  }
}
