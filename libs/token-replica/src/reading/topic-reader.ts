import { setImmediate as yieldToEventLoop, setTimeout as delay } from 'node:timers/promises';
import { type Log, LogClosed, type LogConsumer, type LogLogger, type LogRecord, MissingTopic, type StartPosition } from '@portcullis/log';
import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import type { Reading, Taken } from './reading.js';

/** After so many records in one step the event loop gets its turn, so that catching up never holds requests up. */
const RECORDS_A_STEP = 500;
const MISSING_TOPIC_AGAIN_MS = 500;

/** What becomes of one record, and where it stood. */
export type OnTaken = (taken: Taken, reader: TopicReader, offset: number) => void;

/** A read of the token-state topic by a consumer of its own. */
export class TopicReader {
  private consumer: LogConsumer | undefined;
  private closed = false;

  constructor(
    private readonly log: Log,
    readonly reading: Reading,
    private readonly start: StartPosition,
    private readonly boot: () => string,
    private readonly onTaken: OnTaken,
    private readonly logger: LogLogger,
  ) {}

  /**
   * A topic that is not there, yet or for the moment, is made by token-service, and waited for.
   *
   * @throws LogClosed where the read, or its log, is closed before it began.
   */
  async open(group: string): Promise<void> {
    while (!this.isClosed()) {
      try {
        this.consumer = await this.openConsumer(group);
        break;
      } catch (error) {
        if (!(error instanceof MissingTopic)) throw error;
        this.logger.warn({ reason: error.message }, 'waiting for token-service to make its topics');
        await delay(MISSING_TOPIC_AGAIN_MS);
      }
    }
    if (!this.isClosed()) return;
    // Closed while it was being opened.
    await this.consumer?.close();
    throw new LogClosed('the read was closed before it began');
  }

  async close(): Promise<void> {
    this.closed = true;
    await this.consumer?.close();
  }

  private openConsumer(group: string): Promise<LogConsumer> {
    return this.log.openConsumer(TOKEN_STATE_TOPIC, { group, start: this.start, onRecords: (records) => this.take(records) });
  }

  /** `close` may be called while something is awaited, which the compiler cannot see. */
  private isClosed(): boolean {
    return this.closed;
  }

  private async take(records: readonly LogRecord[]): Promise<void> {
    for (let at = 0; at < records.length && !this.closed; at += RECORDS_A_STEP) {
      if (at > 0) await yieldToEventLoop();
      for (const { offset, key, value } of records.slice(at, at + RECORDS_A_STEP)) {
        this.onTaken(this.reading.take(key, value, this.boot()), this, offset);
      }
    }
  }
}
