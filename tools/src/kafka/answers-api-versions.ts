import { connect } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const PATIENCE_MS = 1_000;
/** Length 10; ApiVersions (18), version 0, correlation 1, no client id. */
const API_VERSIONS_REQUEST = Buffer.from([0, 0, 0, 10, 0, 18, 0, 0, 0, 0, 0, 1, 0xff, 0xff]);

/** Whether a Kafka broker serves on that port of the loopback: an open port alone says little. */
export function answersApiVersions(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(API_VERSIONS_REQUEST));
    const settle = (answered: boolean): void => {
      socket.destroy();
      resolve(answered);
    };
    socket.setTimeout(PATIENCE_MS);
    socket.once('data', () => {
      settle(true);
    });
    for (const failure of ['error', 'timeout', 'end', 'close']) {
      socket.once(failure, () => {
        settle(false);
      });
    }
  });
}

/** Resolves once the broker answers, to false where that took too long or the signal came first. */
export async function answersInTime(port: number, timeoutMs: number, signal: AbortSignal): Promise<boolean> {
  const deadlineMs = performance.now() + timeoutMs;
  while (performance.now() < deadlineMs && !signal.aborted) {
    if (await answersApiVersions(port)) return true;
    await delay(100);
  }
  return false;
}
