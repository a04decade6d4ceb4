import { setTimeout as wait } from 'node:timers/promises';

/** Waits, or returns at once when the signal is aborted. */
export async function pause(durationMs: number, signal: AbortSignal): Promise<void> {
  await wait(durationMs, undefined, { signal }).catch(() => undefined);
}

/** Pauses between attempts: the first short, for a connection that merely broke, then up to a second. */
export class Backoff {
  static readonly FIRST_MS = 100;
  static readonly LONGEST_MS = 1_000;
  private nextMs = Backoff.FIRST_MS;

  async pause(signal: AbortSignal): Promise<void> {
    const durationMs = this.nextMs;
    this.nextMs = Math.min(this.nextMs * 2, Backoff.LONGEST_MS);
    await pause(durationMs, signal);
  }

  /** After a success: the next trouble is a new one. */
  reset(): void {
    this.nextMs = Backoff.FIRST_MS;
  }
}
