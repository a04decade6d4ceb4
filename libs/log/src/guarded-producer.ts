import {
  type Acknowledgement,
  LogClosed,
  type LogProducer,
  type OutgoingRecord,
  UnexpectedAcknowledgement,
} from './log.js';
import { splitByBytes } from './split-by-bytes.js';

/** What an adapter brings to a producer: the way to the log, without the rules. */
export interface Appender {
  /**
   * Appends the records as one batch and returns the log's answer as it came. Keeps trying until the signal is
   * aborted, and settles soon after it is; throws where trying again is pointless.
   */
  append(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Acknowledgement>;
  /** Called once, when no append is under way any more. */
  close(): Promise<void> | void;
}

/** Half of what a broker takes by default, so that its framing fits too; a larger record goes alone. */
const MAX_BATCH_BYTES = 500_000;

/** The producer's rules, the same over every adapter: one send at a time, answers that fit, an end that ends. */
export class GuardedProducer implements LogProducer {
  private readonly closing = new AbortController();
  private underWay: Promise<unknown> | null = null;
  private spent: UnexpectedAcknowledgement | null = null;
  private highestOffset = -1;

  constructor(
    private readonly topicName: string,
    private readonly appender: Appender,
  ) {}

  async send(records: readonly OutgoingRecord[]): Promise<Acknowledgement> {
    if (this.closing.signal.aborted) throw this.closed();
    if (this.spent) throw this.spent;
    if (this.underWay) throw new Error(`a send to ${this.topicName} is under way: one at a time`);
    if (records.length === 0) throw new Error(`a send to ${this.topicName} without records`);
    const sending = this.sendInBatches(records);
    this.underWay = sending.catch(() => undefined);
    try {
      return await sending;
    } finally {
      this.underWay = null;
    }
  }

  async close(): Promise<void> {
    if (this.closing.signal.aborted) return;
    this.closing.abort();
    await this.underWay;
    await this.appender.close();
  }

  private async sendInBatches(records: readonly OutgoingRecord[]): Promise<Acknowledgement> {
    const answers: Acknowledgement[] = [];
    for (const batch of splitByBytes(records, MAX_BATCH_BYTES)) answers.push(this.accept(batch.length, await this.append(batch)));
    return { firstOffset: answers[0]?.firstOffset ?? Number.NaN, lastOffset: this.highestOffset };
  }

  private async append(records: readonly OutgoingRecord[]): Promise<Acknowledgement> {
    try {
      return await this.appender.append(records, this.closing.signal);
    } catch (error) {
      if (this.isClosing()) throw this.closed();
      if (error instanceof UnexpectedAcknowledgement) this.spent = error;
      throw error;
    }
  }

  /** An answer to something else than what was sent proves that client and log no longer mean the same batch. */
  private accept(count: number, answer: Acknowledgement): Acknowledgement {
    const { firstOffset, lastOffset } = answer;
    const fits = Number.isSafeInteger(firstOffset) && lastOffset - firstOffset + 1 === count;
    // The highest is -1 at first, so that this also finds an offset below zero.
    if (!fits || firstOffset <= this.highestOffset) {
      this.spent = new UnexpectedAcknowledgement(
        `${this.topicName} acknowledged offsets ${firstOffset} to ${lastOffset} for ${count} records after offset ${this.highestOffset}`,
      );
      throw this.spent;
    }
    this.highestOffset = lastOffset;
    return answer;
  }

  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  private closed(): LogClosed {
    return new LogClosed(`the producer of ${this.topicName} is closed`);
  }
}
