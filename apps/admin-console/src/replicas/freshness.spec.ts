import { describe, expect, it } from '@jest/globals';
import type { Replica } from '@portcullis/management-client';
import { headOf, knownAgeMs, standingOf, summaryOf } from './freshness.js';
import { alarmsIn } from './service-health.js';

const replica: Replica = { object: 'replica', service: 'inventory-public-api', boot: 'b', status: 'serving', boundMs: 30_000, fresh: true, ageMs: 400, appliedPosition: 12, lag: 0, digest: 'agrees', lastHeardMs: 100 };

describe('how a replica stands', () => {
  it('counts the time since it was heard to what it did not know then', () => {
    expect(knownAgeMs(replica)).toBe(500);
    expect(standingOf(replica)).toBe('fresh');
    expect(standingOf({ ...replica, lastHeardMs: 29_700 })).toBe('refusing');
  });

  it('is not fresh before it knows anything', () => {
    expect(standingOf({ ...replica, fresh: false, ageMs: null })).toBe('refusing');
    expect(knownAgeMs({ ...replica, ageMs: null })).toBeNull();
  });

  it('is not told of one that was not heard since the service started', () => {
    expect(standingOf({ ...replica, lastHeardMs: null })).toBe('unheard');
    expect(summaryOf([{ ...replica, lastHeardMs: null }])).toMatchObject({ state: 'unsure', serving: 1, fresh: 0 });
  });

  it('is told against the newest position', () => {
    expect(headOf({ ...replica, lag: 3 })).toBe(15);
    expect(headOf({ ...replica, appliedPosition: null, lag: null })).toBeNull();
  });
});

describe('how all of them stand', () => {
  it('is as old as the oldest that serves, and forgets who is gone', () => {
    expect(summaryOf([replica, { ...replica, ageMs: 2_000, lag: 4 }, { ...replica, status: 'gone', ageMs: 90_000 }])).toEqual({ state: 'fresh', serving: 2, fresh: 2, oldestMs: 2_100, furthestBehind: 4, boundMs: 30_000 });
  });

  it('is not sure while one is silent that may still answer, and goes on for as long as that one', () => {
    expect(summaryOf([{ ...replica, boundMs: 2_000 }, { ...replica, status: 'retired' }])).toMatchObject({ state: 'unsure', serving: 2, fresh: 1, boundMs: 30_000 });
  });

  it('is partly fresh where one refuses, and nothing where none serves', () => {
    expect(summaryOf([replica, { ...replica, fresh: false }])).toMatchObject({ state: 'partly', fresh: 1 });
    expect(summaryOf([])).toMatchObject({ state: 'none', oldestMs: null });
  });
});

describe('alarms', () => {
  it('are read from a health report, and nothing else is', () => {
    const alarm = { code: 'history_altered', since: '2026-11-23T00:00:00.000Z', details: { position: 7 } };
    expect(alarmsIn({ status: 'alarm', alarms: [alarm, 1, { code: 7 }] })).toEqual([alarm]);
    expect(() => alarmsIn('<html>')).toThrow();
    expect(() => alarmsIn({ status: 'ok' })).toThrow();
  });
});
