/**
 * The log port: the ordered, replayable transport between the services.
 * Two adapters, one conformance suite. Every topic here has exactly one partition, so one offset makes one order.
 */

/** Settings a topic is created with, and checked against at the start. */
export interface Topic {
  readonly name: string;
  /** `compact` keeps at least the newest record of each key; `delete` drops records older than `retentionMs`. */
  readonly cleanup: { readonly policy: 'compact'; readonly compactionLagMs: number } | { readonly policy: 'delete'; readonly retentionMs: number };
}

export interface OutgoingRecord {
  readonly key: string;
  readonly value: Uint8Array | string;
}

export interface LogRecord {
  /** Place in the topic, rising, with gaps where records were compacted away. */
  readonly offset: number;
  readonly key: string;
  readonly value: Buffer;
}

/** First and last offset of what the log acknowledged; where others append to the topic, theirs may lie between. */
export interface Acknowledgement {
  readonly firstOffset: number;
  readonly lastOffset: number;
}

export interface LogProducer {
  /**
   * Appends the records in their order and resolves once the log has durably acknowledged all of them. They go as one
   * batch, or one after the other as several where they are large; where the promise rejects, some may be written.
   * One send at a time: a second call before the first settled is a programming error and throws.
   * Keeps retrying for as long as the producer is open; a record may therefore be written more than once, never lost.
   *
   * @throws UnexpectedAcknowledgement where the log's answer does not fit what was sent (another partition, another
   *   count, an offset not above those acknowledged before). The producer is then spent: open a new one and resend
   *   from the checkpoint.
   * @throws LogClosed where the producer was closed before the acknowledgement came.
   * @throws AccessDenied where this process may not append to the topic; not retried.
   */
  send(records: readonly OutgoingRecord[]): Promise<Acknowledgement>;
  /** Ends at once, also while a send is under way; that send rejects with LogClosed. */
  close(): Promise<void>;
}

export type StartPosition =
  | { readonly from: 'beginning' }
  /** Only what is appended after the consumer has started. */
  | { readonly from: 'end' }
  /** The first record delivered has this offset or, where that one is compacted away, the next above it. */
  | { readonly from: 'offset'; readonly offset: number };

export interface ConsumerOptions {
  /** Names the consumer in the log's own tools; unique per process (service + boot). */
  readonly group: string;
  readonly start: StartPosition;
  /**
   * Takes records in offset order; the next batch waits for it. When it rejects, the same batch is delivered again
   * after a pause. Records may be delivered again after a reconnection, and offsets may fall where the topic was
   * made again: the reader's own rules (versions, digest) decide what counts.
   */
  readonly onRecords: (records: readonly LogRecord[]) => Promise<void> | void;
}

export interface LogConsumer {
  /** Resolves once no further record will be delivered. */
  close(): Promise<void>;
}

export interface Log {
  /** Creates the topics that are missing; throws TopologyError where one has other than one partition or other settings. */
  prepare(topics: readonly Topic[]): Promise<void>;
  /**
   * Resolves once the log has answered, however long that takes; rejects with LogClosed, AccessDenied or, where the
   * topic is missing, TopologyError.
   */
  openProducer(topic: Topic): Promise<LogProducer>;
  /**
   * Resolves once the start position is fixed: with `from: 'end'`, every record appended after that is delivered.
   * Waits and rejects as `openProducer` does.
   */
  openConsumer(topic: Topic, options: ConsumerOptions): Promise<LogConsumer>;
  /**
   * Names this log for ever: another cluster, or a database made again, has another name. Offsets and checkpoints mean
   * something only in the log they were told by.
   */
  identity(): Promise<string>;
  /** Closes every producer and consumer it opened. */
  close(): Promise<void>;
}

/** What an adapter tells about itself; it is never taken for health: only counted closed records are. */
export interface LogLogger {
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

export class LogClosed extends Error {
  override readonly name = 'LogClosed';
}
export class UnexpectedAcknowledgement extends Error {
  override readonly name = 'UnexpectedAcknowledgement';
}
/** A topic is missing, or is not what the system needs; the message is one line that says what to do. */
export class TopologyError extends Error {
  override readonly name: string = 'TopologyError';
}
/** The topic is not there, yet: token-service makes it when it starts. */
export class MissingTopic extends TopologyError {
  override readonly name = 'MissingTopic';
}
/** The log knows who asks and refuses: only a topic's writers may append to it, only its readers may read it. */
export class AccessDenied extends Error {
  override readonly name = 'AccessDenied';
}
