import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { callKind, routeOf } from './call-kind.js';
import type { Cell } from './usage-cells.js';
import { MOST_CELLS, UsageDetail } from './usage-detail.js';

const MINUTE_MS = 60_000;
const MOST_MIB = 64;
const keyOf = ({ counter, kind, minute, address }: Omit<Cell, 'calls'>): string => JSON.stringify([counter, kind, minute, address]);

const call = fc.record({ counter: fc.nat({ max: 40 }), kind: fc.nat({ max: 30 }), minute: fc.nat({ max: 20 }), address: fc.constantFrom('192.0.2.1', '192.0.2.2', '2001:db8::1', '') });
const step = fc.oneof(
  { weight: 1, arbitrary: fc.record({ calls: fc.array(call, { maxLength: 300 }) }) },
  { weight: 1, arbitrary: fc.record({ most: fc.integer({ min: 1, max: 200 }) }) },
);

describe('the detail of calls', () => {
  it('tells each call in one cell once, however it is taken', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
        const detail = new UsageDetail();
        const expected = new Map<string, number>();
        const told = new Map<string, number>();
        const take = (most: number): number => {
          const cells = detail.take(most);
          for (const cell of cells) told.set(keyOf(cell), (told.get(keyOf(cell)) ?? 0) + cell.calls);
          return cells.length;
        };
        for (const one of steps) {
          if ('most' in one) take(one.most);
          else
            for (const { counter, kind, minute, address } of one.calls) {
              detail.count(counter, kind, minute * MINUTE_MS + 59_999, address);
              const key = keyOf({ counter, kind, minute, address: address === '' ? null : address });
              expected.set(key, (expected.get(key) ?? 0) + 1);
            }
        }
        while (take(50) > 0);
        expect(told).toEqual(expected);
        expect(detail.size).toBe(0);
      }),
    );
  });

  it('stays within its bound in an hour without the log at full load: the memory curve goes flat, and what is beyond is under other or in the totals alone', () => {
    const detail = new UsageDetail();
    const curve: number[] = [];
    const memoryMib: number[] = [];
    const random = seeded();
    const heapBefore = used();
    // 3,000 tokens by 20 routes from 250 addresses, a minute of the injected clock at a time: 15,000,000 different cells in all.
    for (let minute = 0; minute < 60; minute += 1) {
      for (let at = 0; at < 10_000; at += 1) {
        detail.count(random(3_000), callKind(0, 1 + random(20)), minute * MINUTE_MS, `198.51.100.${random(250)}`);
      }
      curve.push(detail.size);
      memoryMib.push(Math.round((used() - heapBefore) / 2 ** 20));
    }
    expect(Math.max(...curve)).toBeLessThanOrEqual(MOST_CELLS);
    expect(curve.slice(-30)).toEqual(curve.slice(-30).map(() => MOST_CELLS));
    // A failure shows the whole curve, minute by minute.
    expect(memoryMib).toEqual(memoryMib.map((mib) => Math.min(mib, MOST_MIB)));
    let calls = 0;
    let others = 0;
    for (let cells = detail.take(500); cells.length > 0; cells = detail.take(500)) {
      for (const cell of cells) {
        calls += cell.calls;
        if (routeOf(cell.kind) === 0 && cell.address === null) others += cell.calls;
      }
    }
    expect(calls).toBeGreaterThan(180_000);
    expect(calls).toBeLessThanOrEqual(60 * 10_000);
    expect(others).toBeGreaterThan(0);
    expect(detail.size).toBe(0);
  }, 60_000);

  it('goes on telling once what was held is taken', () => {
    const detail = new UsageDetail();
    for (let at = 0; at < MOST_CELLS + 50_000; at += 1) detail.count(at, callKind(0, 1), 0, '192.0.2.1');
    expect(detail.size).toBe(MOST_CELLS);
    detail.take(500);
    expect(detail.size).toBe(MOST_CELLS - 500);
    detail.count(1, callKind(0, 1), 0, '192.0.2.1');
    while (detail.take(10_000).length > 0);
    detail.count(7, callKind(2, 3), 60_000, '192.0.2.9');
    expect(detail.take(10)).toEqual([{ counter: 7, kind: callKind(2, 3), minute: 1, address: '192.0.2.9', calls: 1 }]);
  });
});

/** Numbers below a bound, the same in every run (the generator of Numerical Recipes). */
function seeded(): (below: number) => number {
  let state = 1;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

function used(): number {
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
