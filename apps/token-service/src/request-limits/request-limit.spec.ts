import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { RequestCount } from './request-limit.js';

const limit = { name: 'test', perMinute: 60, burst: 5 };

describe('a limit of requests', () => {
  it('lets so many through at once, and says when the next may come', () => {
    const count = new RequestCount(limit);
    const taken = Array.from({ length: 7 }, () => count.take('203.0.113.1', 10_000));
    expect(taken).toEqual([undefined, undefined, undefined, undefined, undefined, 1_000, 1_000]);
    expect(count.take('203.0.113.1', 10_999)).toBe(1);
    expect(count.take('203.0.113.1', 11_000)).toBeUndefined();
    expect(count.take('203.0.113.1', 11_000)).toBe(1_000);
  });

  it('counts each address by itself', () => {
    const count = new RequestCount(limit);
    for (let time = 0; time < 6; time += 1) count.take('203.0.113.1', 0);
    expect(count.take('203.0.113.2', 0)).toBeUndefined();
  });

  it('never lets through more than the burst and the rate allow, and whoever waits as told is let through', () => {
    fc.assert(
      fc.property(fc.array(fc.nat(3_000), { maxLength: 100 }), (pausesMs) => {
        const count = new RequestCount(limit);
        const letThrough: number[] = [];
        let nowMs = 0;
        for (const pauseMs of pausesMs) {
          nowMs += pauseMs;
          const waitMs = count.take('here', nowMs);
          if (waitMs !== undefined) {
            expect(count.take('here', nowMs + waitMs)).toBeUndefined();
            nowMs += waitMs;
          }
          letThrough.push(nowMs);
        }
        for (const [index, fromMs] of letThrough.entries()) {
          const within = letThrough.slice(index).filter((atMs) => atMs - fromMs < 10_000).length;
          expect(within).toBeLessThanOrEqual(limit.burst + 10);
        }
      }),
    );
  });

  it('keeps no more addresses than fit, and forgets the one that asked longest ago', () => {
    const count = new RequestCount({ ...limit, burst: 1 });
    for (let address = 0; address < 50_000; address += 1) count.take(`block ${address}`, 0);
    expect(count.take('block 0', 0)).toBe(1_000);
    count.take('one more', 0);
    expect(count.take('block 1', 0)).toBe(1_000);
    expect(count.take('block 0', 0)).toBeUndefined();
    expect(Reflect.get(count, 'dueMs')).toHaveProperty('size', 50_000);
  });
});
