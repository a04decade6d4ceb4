/** How long something may be silent: that long at least, twice as long at most. */
export class Patience {
  /** Rejects once it has been silent for too long, or the signal is aborted. */
  readonly end: Promise<never>;
  private alive = false;
  private readonly timer: NodeJS.Timeout;

  constructor(silentAtMostMs: number, signal: AbortSignal) {
    let giveUp: (reason: Error) => void = () => undefined;
    this.end = new Promise((_resolve, reject) => {
      giveUp = reject;
    });
    this.end.catch(() => undefined);
    signal.addEventListener('abort', () => {
      giveUp(new Error('it is not wanted any more'));
    });
    this.timer = setInterval(() => {
      if (!this.alive) giveUp(new Error(`the database gave nothing for ${silentAtMostMs} ms`));
      this.alive = false;
    }, silentAtMostMs);
  }

  /** A sign of life; cheap enough for each of a million messages. */
  renew(): void {
    this.alive = true;
  }

  stop(): void {
    clearInterval(this.timer);
  }
}
