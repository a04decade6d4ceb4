import { awaitProducer } from './await-log.js';
import { type Acknowledgement, type Log, LogClosed, type LogProducer, type OutgoingRecord, type Topic, UnexpectedAcknowledgement } from './log.js';

/**
 * A producer for records that may be sent twice: after an acknowledgement that does not fit, it sends the same records
 * again by a new producer, as the old one may have lost track of what was written.
 */
export class SteadyProducer {
  private producer: LogProducer | undefined;
  private readonly closing = new AbortController();

  constructor(
    private readonly log: Log,
    private readonly topic: Topic,
  ) {}

  /** @throws LogClosed once the producer, or its log, is closed. */
  async send(records: readonly OutgoingRecord[]): Promise<Acknowledgement> {
    for (;;) {
      const producer = await this.open();
      try {
        return await producer.send(records);
      } catch (error) {
        if (!(error instanceof UnexpectedAcknowledgement)) throw error;
        this.producer = undefined;
        await producer.close();
      }
    }
  }

  /** Ends at once, also while the log is waited for; a send under way then rejects with LogClosed. */
  async close(): Promise<void> {
    this.closing.abort();
    await this.producer?.close();
  }

  private async open(): Promise<LogProducer> {
    this.producer ??= await awaitProducer(this.log, this.topic, this.closing.signal);
    if (this.closing.signal.aborted) {
      // It may have come in the moment of the close, which then did not see it.
      await this.producer.close();
      throw new LogClosed('the producer is closed');
    }
    return this.producer;
  }
}
