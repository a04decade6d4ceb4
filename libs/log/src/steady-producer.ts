import { type Acknowledgement, type Log, LogClosed, type LogProducer, type OutgoingRecord, type Topic, UnexpectedAcknowledgement } from './log.js';

/**
 * A producer for records that may be sent twice: after an acknowledgement that does not fit, it sends the same records
 * again by a new producer, as the old one may have lost track of what was written.
 */
export class SteadyProducer {
  private producer: LogProducer | undefined;
  private closed = false;

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

  async close(): Promise<void> {
    this.closed = true;
    await this.producer?.close();
  }

  private async open(): Promise<LogProducer> {
    if (this.closed) throw new LogClosed('the producer is closed');
    this.producer ??= await this.log.openProducer(this.topic);
    return this.producer;
  }
}
