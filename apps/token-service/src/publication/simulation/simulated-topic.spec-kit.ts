import type { LogRecord } from '@portcullis/log';

/** One partition: records by offset, and what can happen to them. */
export class SimulatedTopic {
  private kept: LogRecord[] = [];
  private nextOffset = 0;

  append(records: readonly { readonly key: string; readonly value: string | Buffer }[]): void {
    for (const { key, value } of records) {
      this.kept.push({ offset: this.nextOffset, key, value: Buffer.from(value) });
      this.nextOffset += 1;
    }
  }

  /** At most `count` records from an offset on. A reader that is further than the topic's end waits, as a real one does. */
  read(fromOffset: number, count: number): readonly LogRecord[] {
    let low = 0;
    let high = this.kept.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.kept[middle]?.offset ?? 0) < fromOffset) low = middle + 1;
      else high = middle;
    }
    return this.kept.slice(low, low + count);
  }

  get records(): readonly LogRecord[] {
    return this.kept;
  }

  /** Of each key only its last record stays, but for the newest few. */
  compact(dirty: number): void {
    const last = new Map(this.kept.map(({ key, offset }) => [key, offset]));
    this.kept = this.kept.filter(({ key, offset }) => last.get(key) === offset || offset >= this.nextOffset - dirty);
  }

  /** Only the newest stay. */
  retain(count: number): void {
    this.kept = this.kept.slice(-count);
  }

  /** Deleted and made again: empty, and its offsets begin anew. */
  makeAgain(): void {
    this.kept = [];
    this.nextOffset = 0;
  }
}
