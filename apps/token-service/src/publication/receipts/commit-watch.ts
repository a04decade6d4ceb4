import type { Clock } from '@portcullis/service-kit';
import { MAX_BOUND_MS } from '@portcullis/messages';

/** A boot's clock may run slower than ours; a tenth is far more than a quartz ever drifts. */
export const BOUND_MARGIN = 1.1;

/** Sights closer together than this are one; a position just missed is seen by the next. */
const GRAIN_MS = 50;

interface Sight {
  readonly position: number;
  readonly atMs: number;
}

/**
 * When this process first saw a position committed, on its own monotonic clock: from then on a boot's bound is counted.
 * Forgets what is older than any bound: that counts as seen long ago. A restart starts the count again, which only makes
 * a receipt wait longer.
 */
export class CommitWatch {
  private readonly sights: Sight[] = [];
  private seenLongAgo = -1;
  private storeId: string | undefined;

  constructor(private readonly clock: Clock) {}

  /** Everything up to `position` is committed. */
  saw(position: number): void {
    const atMs = this.clock.monotonicMs();
    this.forgetOld(atMs);
    const newest = this.sights.at(-1) ?? { position: this.seenLongAgo, atMs: -Infinity };
    if (position > newest.position && atMs - newest.atMs >= GRAIN_MS) this.sights.push({ position, atMs });
  }

  /**
   * The store's head was read and is `position`. Whatever was seen above it belongs to a history that a restore has
   * undone: its positions will be given again, to other changes. An answer that comes late may forget too much, which
   * only makes a receipt wait longer.
   */
  sawHead(position: number): void {
    while ((this.sights.at(-1)?.position ?? -1) > position) this.sights.pop();
    this.seenLongAgo = Math.min(this.seenLongAgo, position);
    this.saw(position);
  }

  /** What was seen of another store, before a restore, says nothing of this one's positions. */
  inStore(storeId: string): void {
    if (this.storeId !== undefined && this.storeId !== storeId) {
      this.sights.length = 0;
      this.seenLongAgo = -1;
    }
    this.storeId = storeId;
  }

  /**
   * Whether a boot with this bound has certainly outlived it since the position was committed.
   *
   * @param storeId the store as it is now; where the watch has not looked at that one yet, nothing is certain.
   */
  hasOutlived(position: number, boundMs: number, storeId: string): boolean {
    if (storeId !== this.storeId) return false;
    if (position <= this.seenLongAgo) return true;
    const seen = this.sights.find((sight) => sight.position >= position);
    return seen !== undefined && this.clock.monotonicMs() - seen.atMs > BOUND_MARGIN * boundMs;
  }

  private forgetOld(nowMs: number): void {
    while (this.sights[0] !== undefined && nowMs - this.sights[0].atMs > BOUND_MARGIN * MAX_BOUND_MS) {
      this.seenLongAgo = this.sights[0].position;
      this.sights.shift();
    }
  }
}
