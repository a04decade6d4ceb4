/** The two clocks of a process, moved only when told. */
export class ManualClock {
  private wall = Date.parse('2026-11-23T05:00:00.000Z');
  private monotonic = 1_000;

  wallMs(): number {
    return this.wall;
  }

  monotonicMs(): number {
    return this.monotonic;
  }

  advance(ms: number): void {
    this.wall += ms;
    this.monotonic += ms;
  }

  stepWall(ms: number): void {
    this.wall += ms;
  }

  /** The machine sleeps: the monotonic clock stands still. */
  sleep(ms: number): void {
    this.wall += ms;
  }
}
