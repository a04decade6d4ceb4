import type { LogRecord } from '../log.js';

/** A reader that keeps what it was given; may be told to refuse. */
export class Recorder {
  readonly records: LogRecord[] = [];
  /** How often `onRecords` was called while an earlier call had not settled. */
  overlaps = 0;
  refuse: (records: readonly LogRecord[]) => boolean = () => false;
  private busy = false;

  readonly onRecords = async (records: readonly LogRecord[]): Promise<void> => {
    if (this.busy) this.overlaps += 1;
    this.busy = true;
    await new Promise(setImmediate);
    this.busy = false;
    if (this.refuse(records)) throw new Error('refused on purpose');
    this.records.push(...records);
  };

  get values(): string[] {
    return this.records.map(({ value }) => value.toString());
  }

  get offsets(): number[] {
    return this.records.map(({ offset }) => offset);
  }

  has(...values: readonly string[]): boolean {
    const seen = new Set(this.values);
    return values.every((value) => seen.has(value));
  }
}

/** The values in the order of their first appearance: what a reader is left with that takes duplicates for one. */
export function firstAppearances(values: readonly string[]): string[] {
  return [...new Set(values)];
}
