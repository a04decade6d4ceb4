import { callKind, outcomeOf } from './call-kind.js';
import { type Cell, UsageCells } from './usage-cells.js';

/** A process keeps at most so many that it has not sent. */
export const MOST_CELLS = 200_000;
/** From here on a new cell is one without route and address: when the log is away for long, tokens and minutes last longest. */
const MOST_FULL_CELLS = 180_000;
const MINUTE_MS = 60_000;

/**
 * What of the calls was not sent yet, by token, outcome, route, address and minute: bounded, however long the log is away.
 * What finds no room is in the totals alone.
 */
export class UsageDetail {
  private filling = new UsageCells();
  /** What is being sent, and how much of it was taken. */
  private leaving = new UsageCells();
  private left = 0;

  /** Cells that are held; at most MOST_CELLS. */
  get size(): number {
    return this.filling.size + this.leaving.size - this.left;
  }

  count(counter: number, kind: number, atMs: number, address: string): void {
    const minute = Math.max(0, Math.floor(atMs / MINUTE_MS));
    const { size, filling } = this;
    if (filling.add(counter, kind, minute, address === '' ? null : address, size < MOST_FULL_CELLS)) return;
    filling.add(counter, callKind(outcomeOf(kind), 0), minute, null, size < MOST_CELLS);
  }

  /** Takes cells away, at most so many, those first that have waited longest; what is counted meanwhile is in other cells. */
  take(most: number): readonly Cell[] {
    if (this.left === this.leaving.size) {
      this.leaving = this.filling;
      this.left = 0;
      this.filling = new UsageCells();
    }
    const { leaving, left } = this;
    this.left = Math.min(left + most, leaving.size);
    return Array.from({ length: this.left - left }, (_, at) => leaving.at(left + at));
  }
}
