import { expect, it } from '@jest/globals';
import { malformed, smuggling, unusual } from './framing.table.js';
import type { HostileWorld } from './hostile-world.js';
import { faultOfDocument } from './problems.js';
import { exchange } from './wire.js';

/** Where a request begins and ends, on both services. */
export function describeFraming(get: () => HostileWorld): void {
  it.each([...smuggling, ...malformed])('%s is refused, and nothing behind it is read', async (_what, bytes, statuses) => {
    for (const url of services(get())) {
      const answers = await exchange(url, Buffer.from(bytes, 'latin1'));
      expect([url, answers.map(({ status }) => status), answers.map(faultOfDocument)]).toEqual([url, statuses, [undefined]]);
    }
  });

  it.each(unusual)('%s is answered request by request', async (_what, bytes, statuses) => {
    for (const url of services(get())) {
      const answers = await exchange(url, Buffer.from(bytes, 'latin1'));
      expect([url, answers.map(({ status }) => status)]).toEqual([url, statuses]);
    }
  });

  it('a request whose sender has closed its own side is answered', async () => {
    for (const url of services(get())) {
      const [answer] = await exchange(url, Buffer.from('GET /health/live HTTP/1.1\r\nHost: x\r\n\r\n'), { andEnd: true });
      expect(answer?.status).toBe(200);
    }
  });

  it.each([
    ['headers', 'GET /health/live HTTP/1.1\r\nHost: x\r\n'],
    ['body', 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 99\r\n\r\n{"email"'],
  ])('half a request, its sender gone in the middle of its %s, ends its connection and nothing else', async (_where, bytes) => {
    for (const url of services(get())) {
      const answers = await exchange(url, Buffer.from(bytes), { andEnd: true });
      expect(answers.filter(({ status }) => status < 400)).toEqual([]);
      expect((await fetch(`${url}/health/live`)).status).toBe(200);
    }
  });
}

const services = ({ running }: HostileWorld): readonly string[] => [running.tokenServiceUrl, running.inventoryUrl];
