import type { Proof } from './proof.js';

/** The proof as it is now, and whoever waits for one. */
export class Proofs {
  private current: Proof | undefined;
  private readonly waiting = new Set<() => void>();

  get latest(): Proof | undefined {
    return this.current;
  }

  /** undefined: what is held differs from what was published, or nothing is known yet. */
  set(proof: Proof | undefined): void {
    this.current = proof;
    for (const wake of this.waiting) wake();
  }

  /**
   * Resolves with the first proof, from now on, that suits.
   *
   * @throws the signal's reason once it is aborted.
   */
  async until(suits: (proof: Proof) => boolean, signal: AbortSignal): Promise<Proof> {
    for (;;) {
      signal.throwIfAborted();
      if (this.current !== undefined && suits(this.current)) return this.current;
      await this.nextChange(signal);
    }
  }

  private async nextChange(signal: AbortSignal): Promise<void> {
    let wake: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    this.waiting.add(wake);
    signal.addEventListener('abort', wake);
    await woken;
    this.waiting.delete(wake);
    signal.removeEventListener('abort', wake);
  }
}
