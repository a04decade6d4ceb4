/** What runs so far of a world, whether or not the rest comes up. */
export class Running {
  private readonly ends: (() => Promise<unknown>)[] = [];

  /** @param end may be called before what it ends has come up */
  add(end: () => Promise<unknown>): void {
    this.ends.push(end);
  }

  /** Ends the newest first; what was ended once is not ended again. */
  async stop(): Promise<void> {
    for (const end of this.ends.splice(0).reverse()) await end();
  }
}
