import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@portcullis/testing';
import { Freshness } from './freshness.js';

const BOUND_MS = 2_000;

function freshnessAt(clock: ManualClock): Freshness {
  return new Freshness(clock, BOUND_MS);
}

describe('freshness', () => {
  it('is not fresh before the first echo', () => {
    const freshness = freshnessAt(new ManualClock());
    freshness.sending(1);
    expect(freshness.isFresh()).toBe(false);
    expect(freshness.ageMs()).toBe(Infinity);
  });

  it('counts its age from when the sending began, not from when the echo came', () => {
    const clock = new ManualClock();
    const freshness = freshnessAt(clock);
    freshness.sending(1);
    clock.advance(1_500);
    freshness.echoed(1);
    expect(freshness.ageMs()).toBe(1_500);
    clock.advance(500);
    expect(freshness.isFresh()).toBe(true);
    clock.advance(1);
    expect(freshness.isFresh()).toBe(false);
  });

  it('ignores an echo of a nonce that it never sent', () => {
    const freshness = freshnessAt(new ManualClock());
    freshness.sending(1);
    freshness.echoed(2);
    expect(freshness.isFresh()).toBe(false);
  });

  it('does not grow older by a late echo of an older nonce', () => {
    const clock = new ManualClock();
    const freshness = freshnessAt(clock);
    freshness.sending(1);
    clock.advance(1_000);
    freshness.sending(2);
    freshness.echoed(2);
    freshness.echoed(1);
    expect(freshness.ageMs()).toBe(0);
  });

  it('refuses after the machine slept longer than the bound, though the monotonic clock stood still', () => {
    const clock = new ManualClock();
    const freshness = freshnessAt(clock);
    freshness.sending(1);
    freshness.echoed(1);
    clock.sleep(BOUND_MS + 1);
    expect(freshness.isFresh()).toBe(false);
  });

  it('refuses after the wall clock was stepped forward, until the next echo', () => {
    const clock = new ManualClock();
    const freshness = freshnessAt(clock);
    freshness.sending(1);
    freshness.echoed(1);
    clock.stepWall(3_600_000);
    expect(freshness.isFresh()).toBe(false);
    freshness.sending(2);
    freshness.echoed(2);
    expect(freshness.isFresh()).toBe(true);
  });

  it('does not live longer by a wall clock stepped back', () => {
    const clock = new ManualClock();
    const freshness = freshnessAt(clock);
    freshness.sending(1);
    freshness.echoed(1);
    clock.stepWall(-3_600_000);
    clock.advance(BOUND_MS + 1);
    expect(freshness.isFresh()).toBe(false);
  });
});
