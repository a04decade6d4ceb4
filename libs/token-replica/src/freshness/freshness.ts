import type { Clock } from '../clock.js';

interface Instant {
  readonly wallMs: number;
  readonly monotonicMs: number;
}

/**
 * How old this replica's knowledge may be, told by this process's own clocks alone. A nonce goes out in a probe and comes
 * back in a closed record; what was committed when the nonce was sent is then known here, so the knowledge is no older
 * than the time since the sending *began*.
 *
 * That time is the larger of two clocks' readings: the monotonic clock stands still while a machine sleeps, the wall clock
 * does not; a wall clock stepped forward makes the replica refuse until the next echo, one stepped back changes nothing.
 */
export class Freshness {
  private readonly sentAt = new Map<number, Instant>();
  private knownSince: Instant | undefined;
  private newestEchoed = -1;

  constructor(
    private readonly clock: Clock,
    readonly boundMs: number,
  ) {}

  /** To be called before the sending begins, so that the time on the wire counts as age. */
  sending(nonce: number): void {
    this.sentAt.set(nonce, this.now());
  }

  /** A counted closed record echoed this nonce. Older echoes than one already known change nothing. */
  echoed(nonce: number): void {
    const sent = this.sentAt.get(nonce);
    if (sent === undefined || nonce <= this.newestEchoed) return;
    this.newestEchoed = nonce;
    this.knownSince = sent;
    for (const older of this.sentAt.keys()) if (older <= nonce) this.sentAt.delete(older);
  }

  /** Upper bound on the age of what is known, ms; Infinity before the first echo. */
  ageMs(): number {
    return this.ageAt(this.clock.wallMs());
  }

  isFresh(): boolean {
    return this.isFreshAt(this.clock.wallMs());
  }

  /** For a caller that has just read the wall clock for its own use: a reading costs as much as a tenth of a check. */
  isFreshAt(wallMs: number): boolean {
    return this.ageAt(wallMs) <= this.boundMs;
  }

  private ageAt(wallMs: number): number {
    if (this.knownSince === undefined) return Infinity;
    return Math.max(this.clock.monotonicMs() - this.knownSince.monotonicMs, wallMs - this.knownSince.wallMs);
  }

  private now(): Instant {
    return { wallMs: this.clock.wallMs(), monotonicMs: this.clock.monotonicMs() };
  }
}
