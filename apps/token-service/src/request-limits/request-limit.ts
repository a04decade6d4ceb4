/** How often one address may ask for something: `burst` times at once, and `perMinute` for as long as it likes. */
export interface RequestLimit {
  /** What is counted together; unique. */
  readonly name: string;
  readonly perMinute: number;
  readonly burst: number;
}

const MINUTE_MS = 60_000;
/** Beyond that the one that asked longest ago is forgotten: a bound on memory, some ten megabytes. */
const MOST_BLOCKS = 50_000;

/**
 * Requests of one limit by address block, as the generic cell rate algorithm counts them (ITU-T I.371): of each block it
 * keeps one time, that at which all its requests so far would have come at the allowed rate.
 */
export class RequestCount {
  /** The block that asked last stands last. */
  private readonly dueMs = new Map<string, number>();

  constructor(private readonly limit: RequestLimit) {}

  /** Counts a request. @returns undefined, or after how many milliseconds it may come; then it was not counted */
  take(block: string, nowMs: number): number | undefined {
    const intervalMs = MINUTE_MS / this.limit.perMinute;
    const dueMs = Math.max(this.dueMs.get(block) ?? 0, nowMs);
    const earlyMs = dueMs - nowMs - (this.limit.burst - 1) * intervalMs;
    if (earlyMs > 0) return earlyMs;
    this.dueMs.delete(block);
    this.dueMs.set(block, dueMs + intervalMs);
    if (this.dueMs.size > MOST_BLOCKS) this.forgetOldest();
    return undefined;
  }

  private forgetOldest(): void {
    for (const block of this.dueMs.keys()) {
      this.dueMs.delete(block);
      return;
    }
  }
}
