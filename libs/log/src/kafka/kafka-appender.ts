import kafkajs, { type Message, type Producer, type RecordMetadata } from 'kafkajs';
import { abortable } from '../abortable.js';
import type { Appender } from '../guarded-producer.js';
import { type Acknowledgement, type LogLogger, type OutgoingRecord, UnexpectedAcknowledgement } from '../log.js';
import { pause } from '../pause.js';
import { persist } from '../persist.js';
import type { MakeClient } from './ask-cluster.js';
import { ANSWER_TIMEOUT_MS, type DisposableClient } from './disposable-client.js';
import { asPortError, isRefusal, rootCause } from './kafka-errors.js';

/** Below the client's own patience, so that it is the broker who says that its replicas are slow. */
const REPLICATION_TIMEOUT_MS = ANSWER_TIMEOUT_MS - 500;
const ALL_REPLICAS = -1;

interface Connected {
  readonly client: DisposableClient;
  readonly producer: Producer;
}

/**
 * Appends to partition 0. Each attempt is one produce request; after one that failed in any way comes a new client.
 * Never idempotent: with kafkajs a lost response makes such a producer acknowledge the next batch without writing it.
 * See docs/adr/0009.
 */
export class KafkaAppender implements Appender {
  private connected: Connected | null = null;

  constructor(
    private readonly topicName: string,
    private readonly make: MakeClient,
    private readonly logger: LogLogger,
  ) {}

  /** Connects ahead of the first send. */
  async connect(signal: AbortSignal): Promise<void> {
    await this.untilAnswered(() => this.producer(signal), signal);
  }

  async append(records: readonly OutgoingRecord[], signal: AbortSignal): Promise<Acknowledgement> {
    const messages: Message[] = records.map(({ key, value }) => ({ key, value: asBuffer(value), partition: 0 }));
    return this.untilAnswered(async () => {
      const producer = await this.producer(signal);
      const send = producer.send({ topic: this.topicName, acks: ALL_REPLICAS, timeout: REPLICATION_TIMEOUT_MS, messages });
      return asAcknowledgement(this.topicName, messages.length, await abortable(send, signal));
    }, signal);
  }

  async close(): Promise<void> {
    const { connected } = this;
    if (!connected) return;
    await Promise.race([connected.producer.disconnect().catch(() => undefined), pause(500, new AbortController().signal)]);
    this.drop();
  }

  private async untilAnswered<T>(attempt: () => Promise<T>, signal: AbortSignal): Promise<T> {
    const onFailure = (error: unknown): void => {
      this.drop();
      this.logger.warn({ err: rootCause(error), topic: this.topicName }, 'Kafka did not acknowledge; sending again with a new producer');
    };
    try {
      return await persist(attempt, { isFinal: isRefusal, onFailure, signal });
    } catch (error) {
      this.drop();
      throw asPortError(error, `an append to topic ${this.topicName}`);
    }
  }

  private async producer(signal: AbortSignal): Promise<Producer> {
    if (!this.connected) {
      const client = this.make();
      const producer = client.kafka.producer({
        idempotent: false,
        maxInFlightRequests: 1,
        allowAutoTopicCreation: false,
        createPartitioner: kafkajs.Partitioners.DefaultPartitioner,
        retry: { retries: 0 },
      });
      this.connected = { client, producer };
      await abortable(producer.connect(), signal);
    }
    return this.connected.producer;
  }

  private drop(): void {
    this.connected?.client.giveUp();
    this.connected = null;
  }
}

function asBuffer(value: Uint8Array | string): Buffer {
  return typeof value === 'string' ? Buffer.from(value) : Buffer.from(value.buffer, value.byteOffset, value.byteLength);
}

/** @throws UnexpectedAcknowledgement where it is not exactly one answer, for this topic's partition 0, without error. */
function asAcknowledgement(topic: string, count: number, answers: readonly RecordMetadata[]): Acknowledgement {
  const [answer] = answers;
  const fits = answers.length === 1 && answer?.topicName === topic && answer.partition === 0 && answer.errorCode === 0;
  if (!fits) throw new UnexpectedAcknowledgement(`Kafka answered an append to partition 0 of ${topic} with ${JSON.stringify(answers)}`);
  const firstOffset = Number(answer.baseOffset ?? Number.NaN);
  return { firstOffset, lastOffset: firstOffset + count - 1 };
}
