import { createRequire } from 'node:module';
import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import './idle-connections.js';

interface Queue {
  maybeThrottle(ms: number): void;
  push(request: object): void;
  fulfillRequest(answer: { correlationId: number; size: number; payload: Buffer }): void;
  destroy(): void;
}

const RequestQueue = createRequire(import.meta.url)('kafkajs/src/network/requestQueue/index.js') as new (options: object) => Queue;
const logger = { debug: () => undefined, warn: () => undefined };

describe('a connection to Kafka', () => {
  let queue: Queue;
  const sent: number[] = [];

  beforeEach(() => {
    jest.useFakeTimers();
    sent.length = 0;
    queue = new RequestQueue({ maxInFlightRequests: 1, requestTimeout: 1_000, enforceRequestTimeout: false, clientId: 'spec', broker: 'b:1', logger });
  });

  afterEach(() => {
    queue.destroy();
    jest.useRealTimers();
  });

  const push = (correlationId: number): void => {
    const entry = { correlationId, apiName: 'Fetch', resolve: () => undefined, reject: () => undefined };
    queue.push({ entry, expectResponse: true, sendRequest: () => sent.push(correlationId) });
  };
  const answer = (correlationId: number): void => {
    queue.fulfillRequest({ correlationId, size: 0, payload: Buffer.alloc(0) });
  };

  it('sets no timer while nothing waits in it', () => {
    push(1);
    answer(1);
    expect([sent, jest.getTimerCount()]).toEqual([[1], 0]);
  });

  it('sends what waits for an answer as soon as that comes, and rests after it', () => {
    push(1);
    push(2);
    answer(1);
    expect(sent).toEqual([1, 2]);
    answer(2);
    jest.advanceTimersByTime(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });

  it('sends what a broker throttles once it may, and rests after it', () => {
    queue.maybeThrottle(200);
    push(1);
    jest.advanceTimersByTime(199);
    expect(sent).toEqual([]);
    jest.advanceTimersByTime(20);
    expect(sent).toEqual([1]);
    jest.advanceTimersByTime(1_000);
    expect(jest.getTimerCount()).toBe(0);
  });
});
