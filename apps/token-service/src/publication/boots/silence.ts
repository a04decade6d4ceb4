import type { Clock } from '@portcullis/service-kit';

/** A boot that was silent for so long, while probes came through, is retired. */
export const RETIRE_AFTER_MS = 10_000;
/** The relay probes every 250 ms; without its own probe for so long, the topic is not taken to work. */
const CHANNEL_IS_DOWN_AFTER_MS = 1_500;

/**
 * Counts boots' silence, but only while the relay's own probe comes back: when the log is away nobody can be heard, and
 * retiring everybody then would only lengthen the outage.
 */
export class Silence {
  private channelUpSinceMs: number | undefined;
  private ownHeardMs = -Infinity;

  constructor(private readonly clock: Clock) {}

  /** The relay's own probe came back. */
  ownProbeHeard(): void {
    const nowMs = this.clock.monotonicMs();
    if (this.channelUpSinceMs === undefined || nowMs - this.ownHeardMs > CHANNEL_IS_DOWN_AFTER_MS) this.channelUpSinceMs = nowMs;
    this.ownHeardMs = nowMs;
  }

  /** @param lastHeardMs when the boot was last heard by this process; undefined: never. */
  isTooLong(lastHeardMs: number | undefined): boolean {
    const nowMs = this.clock.monotonicMs();
    if (this.channelUpSinceMs === undefined || nowMs - this.ownHeardMs > CHANNEL_IS_DOWN_AFTER_MS) return false;
    return nowMs - Math.max(this.channelUpSinceMs, lastHeardMs ?? -Infinity) > RETIRE_AFTER_MS;
  }
}
