import type { Consumer, EachBatchPayload } from 'kafkajs';
import { abortable } from '../abortable.js';
import type { LogRecord } from '../log.js';
import { pause } from '../pause.js';
import type { DisposableClient } from './disposable-client.js';
import { recordsOf } from './fetch/fetched-records.js';

const LONG_POLL_MS = 500;
const HEARTBEAT_MS = 500;
/** Four times kafkajs's default: whoever reads a whole topic waits for the broker a quarter as often. */
const MOST_BYTES_A_FETCH = 4 * 2 ** 20;
/** No fetch came back for this long, although the broker answers each within `LONG_POLL_MS`: the client has stalled. */
const STALLED_AFTER_MS = LONG_POLL_MS + 4_000;

export interface SessionOptions {
  readonly topicName: string;
  readonly group: string;
  /** The offset to read next, asked at every join: kafkajs forgets where it was. */
  readonly nextOffset: () => number;
  readonly onFetched: () => void;
  /** Settles once the reader took the records. `nextOffset` is the one after the fetched range, which may end in a gap. */
  readonly onBatch: (records: readonly LogRecord[], nextOffset: number) => Promise<void>;
}

/** One life of one kafkajs consumer, from its joining to its first trouble. */
export class ConsumerSession {
  private readonly consumer: Consumer;
  private readonly trouble = new AbortController();
  private handling: Promise<void> = Promise.resolve();
  private batchesInHand = 0;
  /** The offset behind the batches in hand; undefined: there is none. */
  private behindHand: number | undefined;
  private lastSignOfLifeMs = performance.now();

  constructor(
    private readonly client: DisposableClient,
    private readonly options: SessionOptions,
  ) {
    this.consumer = client.kafka.consumer({
      groupId: options.group,
      sessionTimeout: 6_000,
      heartbeatInterval: HEARTBEAT_MS,
      maxWaitTimeInMs: LONG_POLL_MS,
      maxBytesPerPartition: MOST_BYTES_A_FETCH,
      allowAutoTopicCreation: false,
      // A crashed consumer is replaced by the adapter, never restarted by kafkajs beside it.
      retry: { initialRetryTime: 100, maxRetryTime: 1_000, retries: 2, restartOnFailure: () => Promise.resolve(false) },
    });
    this.watch();
  }

  /** Reads until the first trouble, and throws that; returns once the signal is aborted. No batch is handled any more then. */
  async run(signal: AbortSignal): Promise<void> {
    const stalled = setInterval(() => {
      this.lookForStall();
    }, HEARTBEAT_MS);
    const over = AbortSignal.any([signal, this.trouble.signal]);
    try {
      await abortable(this.begin(), over);
      await abortable(new Promise(() => undefined), over);
    } catch (error) {
      if (!signal.aborted) throw this.trouble.signal.aborted ? this.trouble.signal.reason : error;
      await Promise.race([this.consumer.disconnect().catch(() => undefined), pause(LONG_POLL_MS * 2, new AbortController().signal)]);
    } finally {
      clearInterval(stalled);
      this.trouble.abort();
      this.client.giveUp();
      await this.handling;
    }
  }

  private async begin(): Promise<void> {
    await this.consumer.connect();
    await this.consumer.subscribe({ topics: [this.options.topicName], fromBeginning: true });
    await this.consumer.run({ autoCommit: false, eachBatch: (payload) => this.handle(payload) });
  }

  private watch(): void {
    const { CRASH, REQUEST_TIMEOUT, GROUP_JOIN, FETCH } = this.consumer.events;
    this.consumer.on(CRASH, ({ payload }) => {
      this.trouble.abort(payload.error);
    });
    // kafkajs would go on using the connection, which may be dead for good.
    this.consumer.on(REQUEST_TIMEOUT, ({ payload }) => {
      this.trouble.abort(new Error(`${payload.apiName} was not answered in time`));
    });
    this.consumer.on(GROUP_JOIN, () => {
      this.consumer.seek({ topic: this.options.topicName, partition: 0, offset: String(this.behindHand ?? this.options.nextOffset()) });
    });
    this.consumer.on(FETCH, () => {
      this.lastSignOfLifeMs = performance.now();
      this.options.onFetched();
    });
  }

  private lookForStall(): void {
    if (this.batchesInHand > 0) this.lastSignOfLifeMs = performance.now();
    if (performance.now() - this.lastSignOfLifeMs > STALLED_AFTER_MS) this.trouble.abort(new Error('no fetch came back'));
  }

  /**
   * Settles once the batch before was taken, not this one: kafkajs fetches the next one meanwhile. So two are in memory at
   * most, one that is being taken and one that waits. A session that is over drops the one that waits: the next session
   * begins behind what was taken. One that has to join again goes on behind both.
   */
  private async handle(payload: EachBatchPayload): Promise<void> {
    if (this.trouble.signal.aborted) throw new Error('this session is over');
    const before = this.handling;
    this.handling = this.takeAfter(before, payload);
    await before;
  }

  private async takeAfter(before: Promise<void>, payload: EachBatchPayload): Promise<void> {
    const { batch } = payload;
    const nextOffset = Number(batch.lastOffset()) + 1;
    const records = recordsOf(batch);
    // The reader may take its time; the group must not take that for a death.
    const beating = setInterval(() => {
      payload.heartbeat().catch(() => undefined);
    }, HEARTBEAT_MS);
    this.batchesInHand += 1;
    this.behindHand = nextOffset;
    try {
      await before;
      if (!this.trouble.signal.aborted) await this.options.onBatch(records, nextOffset);
    } catch (error) {
      this.trouble.abort(error);
    } finally {
      clearInterval(beating);
      this.batchesInHand -= 1;
      if (this.batchesInHand === 0) this.behindHand = undefined;
    }
  }
}
