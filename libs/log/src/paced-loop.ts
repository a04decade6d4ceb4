/**
 * Runs a step again and again, one at a time: every `periodMs`, and at once when poked. The period is counted from the
 * end of a step, so a slow step is never overtaken by itself.
 */
export class PacedLoop {
  private poked = false;
  private running = true;
  private wake: () => void = () => undefined;
  private readonly ended: Promise<void>;

  /** @param step never rejects: what can fail in it is its own to handle. */
  constructor(
    private readonly periodMs: number,
    private readonly step: () => Promise<void>,
  ) {
    this.ended = this.run();
  }

  poke(): void {
    this.poked = true;
    this.wake();
  }

  /** Resolves once the step under way has ended. */
  async stop(): Promise<void> {
    this.running = false;
    this.wake();
    await this.ended;
  }

  private async run(): Promise<void> {
    while (this.isRunning()) {
      this.poked = false;
      await this.step();
      await this.pause();
    }
  }

  /** `stop` may be called while a step is awaited, which the compiler cannot see. */
  private isRunning(): boolean {
    return this.running;
  }

  private async pause(): Promise<void> {
    if (this.poked || !this.running) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, this.periodMs);
      this.wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.wake = () => undefined;
  }
}
