import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ownCpu } from '../../workers/cpu-of-server.js';

const BEARER = 'Bearer ';

/**
 * The leanest HTTP server that answers whether the presented secret is good, 200 or 401: the same for whoever checks,
 * so that what differs between two of them is the check.
 *
 * @returns its URL, under which every path but /cpu asks for a check.
 */
export function serveChecks(verify: (secret: string) => boolean | Promise<boolean>): Promise<string> {
  const server = createServer((request, response) => {
    const answer = (status: number, body: object): void => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body));
    };
    const decided = (valid: boolean): void => {
      answer(valid ? 200 : 401, { valid });
    };
    if (request.url === '/cpu') {
      answer(200, ownCpu());
      return;
    }
    const outcome = verify(request.headers.authorization?.slice(BEARER.length) ?? '');
    if (typeof outcome === 'boolean') decided(outcome);
    else outcome.then(decided, () => { answer(500, {}); });
  });
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => {
      resolve(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    });
  });
}
