import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@portcullis/testing';
import { RETIRE_AFTER_MS, Silence } from './silence.js';

function hearOwnProbesFor(ms: number, silence: Silence, clock: ManualClock): void {
  for (let passed = 0; passed < ms; passed += 250) {
    silence.ownProbeHeard();
    clock.advance(250);
  }
  silence.ownProbeHeard();
}

describe('a boot’s silence', () => {
  it('is too long after ten seconds in which the relay’s own probes came back', () => {
    const clock = new ManualClock();
    const silence = new Silence(clock);
    const lastHeardMs = clock.monotonicMs();
    hearOwnProbesFor(RETIRE_AFTER_MS, silence, clock);
    expect(silence.isTooLong(lastHeardMs)).toBe(false);
    hearOwnProbesFor(250, silence, clock);
    expect(silence.isTooLong(lastHeardMs)).toBe(true);
  });

  it('is not counted while the relay’s own probe does not come back', () => {
    const clock = new ManualClock();
    const silence = new Silence(clock);
    silence.ownProbeHeard();
    clock.advance(10 * RETIRE_AFTER_MS);
    expect(silence.isTooLong(undefined)).toBe(false);
  });

  it('is counted anew once the log is back', () => {
    const clock = new ManualClock();
    const silence = new Silence(clock);
    const lastHeardMs = clock.monotonicMs();
    hearOwnProbesFor(5_000, silence, clock);
    clock.advance(60_000);
    hearOwnProbesFor(RETIRE_AFTER_MS - 1_000, silence, clock);
    expect(silence.isTooLong(lastHeardMs)).toBe(false);
    hearOwnProbesFor(2_000, silence, clock);
    expect(silence.isTooLong(lastHeardMs)).toBe(true);
  });

  it('of a boot never heard is counted from when this process began to hear', () => {
    const clock = new ManualClock();
    const silence = new Silence(clock);
    clock.advance(1_000_000);
    hearOwnProbesFor(1_000, silence, clock);
    expect(silence.isTooLong(undefined)).toBe(false);
  });
});
