import type { Clock } from '@portcullis/service-kit';
import { BOUND_MARGIN } from '../receipts/commit-watch.js';

/** Counts, on this process's monotonic clock, how long ago it first saw a boot retired. */
export class Outlived {
  private readonly retiredSinceMs = new Map<string, number>();

  constructor(private readonly clock: Clock) {}

  forget(): void {
    this.retiredSinceMs.clear();
  }

  /** Those of the retired boots that have certainly outlived their own bound since, and so accept nothing any more. */
  among(retired: readonly { readonly boot: string; readonly boundMs: number }[]): string[] {
    const nowMs = this.clock.monotonicMs();
    const present = new Set(retired.map(({ boot }) => boot));
    for (const boot of this.retiredSinceMs.keys()) if (!present.has(boot)) this.retiredSinceMs.delete(boot);
    for (const boot of present) if (!this.retiredSinceMs.has(boot)) this.retiredSinceMs.set(boot, nowMs);
    return retired
      .filter(({ boot, boundMs }) => nowMs - (this.retiredSinceMs.get(boot) ?? nowMs) > BOUND_MARGIN * boundMs)
      .map(({ boot }) => boot);
  }
}
