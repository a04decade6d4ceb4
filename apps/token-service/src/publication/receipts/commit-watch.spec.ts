import { beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@portcullis/testing';
import { CommitWatch } from './commit-watch.js';

const BOUND_MS = 5_000;
const STORE = 'sto_1';
let clock: ManualClock;
let watch: CommitWatch;

beforeEach(() => {
  clock = new ManualClock();
  watch = new CommitWatch(clock);
  watch.inStore(STORE);
});

describe('the watch on commits', () => {
  it('calls a bound outlived only after it, and a tenth more, has passed since the commit was first seen', () => {
    watch.saw(7);
    clock.advance(1.1 * BOUND_MS);
    expect(watch.hasOutlived(7, BOUND_MS, STORE)).toBe(false);
    clock.advance(1);
    expect(watch.hasOutlived(7, BOUND_MS, STORE)).toBe(true);
  });

  it('does not count from a sight of an earlier position', () => {
    watch.saw(7);
    clock.advance(2 * BOUND_MS);
    watch.saw(8);
    expect(watch.hasOutlived(8, BOUND_MS, STORE)).toBe(false);
  });

  it('counts from the first sight of any later position', () => {
    watch.saw(9);
    clock.advance(1.1 * BOUND_MS + 1);
    watch.saw(10);
    expect(watch.hasOutlived(8, BOUND_MS, STORE)).toBe(true);
  });

  it('never calls a position outlived that it has not seen', () => {
    watch.saw(7);
    clock.advance(3_600_000);
    expect(watch.hasOutlived(8, BOUND_MS, STORE)).toBe(false);
  });

  it('calls no position outlived that a restored store gives a second time', () => {
    watch.sawHead(1_000);
    clock.advance(40_000);
    watch.sawHead(1_001);
    expect(watch.hasOutlived(501, BOUND_MS, STORE)).toBe(true);
    watch.sawHead(500);
    watch.saw(501);
    expect(watch.hasOutlived(501, BOUND_MS, STORE)).toBe(false);
    clock.advance(1.1 * BOUND_MS + 1);
    expect(watch.hasOutlived(501, BOUND_MS, STORE)).toBe(true);
  });

  it('goes by the monotonic clock alone', () => {
    watch.saw(7);
    clock.stepWall(3_600_000);
    expect(watch.hasOutlived(7, BOUND_MS, STORE)).toBe(false);
  });

  it('remembers what it saw long ago as long ago, in bounded memory', () => {
    for (let position = 1; position <= 10_000; position += 1) {
      watch.saw(position);
      clock.advance(10);
    }
    expect(watch.hasOutlived(1, 30_000, STORE)).toBe(true);
    expect(watch.hasOutlived(9_999, 30_000, STORE)).toBe(false);
  });

  it('calls nothing outlived that it saw of the store before a restore', () => {
    watch.saw(1_000);
    clock.advance(2 * BOUND_MS);
    expect(watch.hasOutlived(501, BOUND_MS, 'sto_2')).toBe(false);
    watch.inStore('sto_2');
    watch.sawHead(500);
    expect(watch.hasOutlived(501, BOUND_MS, 'sto_2')).toBe(false);
  });
});
