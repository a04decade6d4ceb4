import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs a task for all who ask: who asks while it runs is given the next run, which begins after he asked, together with
 * everybody else who did. Runs begin at least `apartMs` after each other, however many ask.
 */
export class SharedRuns<T> {
  private running: Promise<unknown> = Promise.resolve();
  private next: Promise<T> | undefined;
  private lastBeganMs = -Infinity;

  constructor(
    private readonly task: () => Promise<T>,
    private readonly apartMs: number,
  ) {}

  /** Rejects with what the run was refused by, for all who share it. */
  ask(): Promise<T> {
    this.next ??= this.running.then(() => this.begin());
    return this.next;
  }

  private async begin(): Promise<T> {
    const waitMs = this.lastBeganMs + this.apartMs - performance.now();
    if (waitMs > 0) await delay(waitMs);
    this.lastBeganMs = performance.now();
    this.next = undefined;
    const run = this.task();
    this.running = run.catch(() => undefined);
    return run;
  }
}
