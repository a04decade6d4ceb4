/** A process on its machine, and whether it stands still: stopped, swapped out, asleep. */
export class Host<Process> {
  private wakes: () => boolean = () => true;

  constructor(public process: Process) {}

  /** Stands still until the condition holds. */
  pauseUntil(wakes: () => boolean): void {
    this.wakes = wakes;
  }

  get isRunning(): boolean {
    return this.wakes();
  }
}
