/** A waiting that can be cut short, also in advance: a call between `reset` and `within` counts. */
export class Wake {
  private woken = false;
  private resolve: (() => void) | null = null;

  now(): void {
    this.woken = true;
    this.resolve?.();
  }

  reset(): void {
    this.woken = false;
  }

  async within(durationMs: number): Promise<void> {
    if (this.woken) return;
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, durationMs);
      this.resolve = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    this.resolve = null;
  }
}
