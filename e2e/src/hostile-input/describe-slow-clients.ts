import { expect, it } from '@jest/globals';
import type { Socket } from 'node:net';
import type { HostileWorld } from './hostile-world.js';
import { faultOf } from './problems.js';
import { everythingFrom, open } from './wire.js';
import { parseAnswers } from './wire-answers.js';

const POST_HEAD = 'POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 60000\r\n\r\n';
/** 10 s for headers, 15 s for the whole, and 2 s until the server looks. */
const HEADERS_WITHIN_MS = 14_000;
const WHOLE_WITHIN_MS = 19_000;
const TRICKLE_MS = 400;

/** Clients that send, or read, a little now and then. */
export function describeSlowClients(get: () => HostileWorld): void {
  const services = (): readonly string[] => [get().running.tokenServiceUrl, get().running.inventoryUrl];

  it('one whose request never ends is told so with 408 and let go, be it the headers, the body, or not one byte', async () => {
    const ended = services().flatMap((url) => [
      faultOfSlow(trickling(url, 'GET /health/live HTTP/1.1\r\nHost: x\r\nX: ', 'a'), HEADERS_WITHIN_MS),
      faultOfSlow(trickling(url, 'GET /health/live HTTP/1.1\r\n', 'X: a\r\n'), HEADERS_WITHIN_MS),
      faultOfSlow(trickling(url, '', ''), HEADERS_WITHIN_MS),
      faultOfSlow(trickling(url, POST_HEAD, ' '), WHOLE_WITHIN_MS),
      faultOfSlow(trickling(url, POST_HEAD, ''), WHOLE_WITHIN_MS),
    ]);
    expect(await Promise.all(ended)).toEqual(ended.map(() => undefined));
  }, 40_000);

  it('hundreds of them, and one that asks without end and reads nothing, keep nobody else from an answer', async () => {
    const slow = services().flatMap((url) => Array.from({ length: 300 }, () => trickling(url, 'GET /health HTTP/1.1\r\nX: ', 'a')));
    const deaf = services().map((url) => open(url).pause());
    for (const socket of deaf) socket.write('GET /docs/openapi.json HTTP/1.1\r\nHost: x\r\n\r\n'.repeat(2_000));
    for (const url of services()) {
      const began = performance.now();
      for (let call = 0; call < 20; call += 1) expect((await fetch(`${url}/health/live`)).status).toBe(200);
      expect(performance.now() - began).toBeLessThan(20_000);
    }
    for (const socket of [...slow, ...deaf]) socket.destroy();
  }, 40_000);

  it('do not hold the stop of the processes', async () => {
    const slow = services().flatMap((url) => [trickling(url, '', ''), trickling(url, 'GET / HTTP/1.1\r\nX: ', 'a'), trickling(url, POST_HEAD, ' ')]);
    const { exitCode, tookMs } = await get().running.end('SIGTERM');
    for (const socket of slow) socket.destroy();
    expect(exitCode).toBe(0);
    // Both services within a second of grace, then PostgreSQL.
    expect(tookMs).toBeLessThan(6_000);
  }, 30_000);
}

/** A client that sends the beginning, and then these bytes for as long as anybody listens. */
function trickling(url: string, beginning: string, bytes: string): Socket {
  const socket = open(url);
  socket.write(beginning);
  const timer = setInterval(() => socket.writable && socket.write(bytes), TRICKLE_MS);
  return socket.once('close', () => { clearInterval(timer); });
}

async function faultOfSlow(socket: Socket, withinMs: number): Promise<string | undefined> {
  const [answer] = parseAnswers(await everythingFrom(socket, withinMs));
  return answer === undefined ? 'no answer' : faultOf(answer, { status: 408, code: 'request_timeout' });
}
