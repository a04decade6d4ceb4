import type { Clock } from '@portcullis/service-kit';

/** A process's two clocks over the simulation's one time: each runs a little fast or slow, and may be stepped or stand still. */
export class SimulatedClock implements Clock {
  private steppedMs = 0;
  private sleptMs = 0;

  /** @param rate of this clock over true time; a quartz drifts by far less than three in a hundred. */
  constructor(
    private readonly now: () => number,
    private readonly rate: number,
  ) {}

  wallMs(): number {
    return Date.UTC(2026, 10, 23) + this.now() * this.rate + this.steppedMs;
  }

  monotonicMs(): number {
    return this.now() * this.rate - this.sleptMs;
  }

  stepWall(ms: number): void {
    this.steppedMs += ms;
  }

  /** The machine slept for so long until now: the monotonic clock stood still. */
  slept(ms: number): void {
    this.sleptMs += ms * this.rate;
  }
}
