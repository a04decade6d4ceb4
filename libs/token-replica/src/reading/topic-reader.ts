import { setImmediate as yieldToEventLoop } from 'node:timers/promises';
import type { Log, LogConsumer, LogRecord } from '@portcullis/log';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { Reading, type Taken } from './reading.js';

/** After so many records in one step the event loop gets its turn, so that catching up never holds requests up. */
const RECORDS_A_STEP = 500;

/** A read of the token-state topic from the beginning, by a consumer of its own. */
export class TopicReader {
  readonly reading: Reading;
  private consumer: LogConsumer | undefined;
  private closed = false;

  constructor(
    private readonly log: Log,
    lastNonceBefore: number,
    private readonly boot: () => string,
    private readonly onTaken: (taken: Taken, reader: TopicReader) => void,
  ) {
    this.reading = new Reading(lastNonceBefore);
  }

  async open(group: string): Promise<void> {
    const consumer = await this.log.openConsumer(TOKEN_STATE_TOPIC, {
      group,
      start: { from: 'beginning' },
      onRecords: (records) => this.take(records),
    });
    this.consumer = consumer;
    // Closed while it was being opened.
    if (this.closed) await consumer.close();
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.consumer?.close();
  }

  private async take(records: readonly LogRecord[]): Promise<void> {
    for (let at = 0; at < records.length && !this.closed; at += RECORDS_A_STEP) {
      if (at > 0) await yieldToEventLoop();
      for (const { key, value } of records.slice(at, at + RECORDS_A_STEP)) {
        this.onTaken(this.reading.take(key, value, this.boot()), this);
      }
    }
  }
}
