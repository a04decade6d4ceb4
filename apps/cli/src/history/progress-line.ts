import type { Screen } from '../terminal/screen.js';

const EVERY_MS = 200;
const MEGABYTE = 1_000_000;

/** One line on a terminal that says how far something is, written anew a few times a second. */
export class ProgressLine {
  private shownAtMs = -Infinity;

  constructor(private readonly screen: Screen) {}

  /** @param text made only where it is shown */
  show(text: () => string): void {
    if (!this.screen.showsProgress || performance.now() - this.shownAtMs < EVERY_MS) return;
    this.shownAtMs = performance.now();
    // A line that wraps cannot be written over.
    this.screen.progress(text().slice(0, this.screen.progressWidth - 1));
  }

  /** Takes it away. */
  end(): void {
    if (this.shownAtMs > 0) this.screen.progress('');
  }
}

export function megabytes(bytes: number): string {
  return (bytes / MEGABYTE).toFixed(1);
}
