import { deliver } from '../deliver.js';
import type { ConsumerOptions, LogConsumer, LogLogger } from '../log.js';
import { Backoff } from '../pause.js';
import { askCluster, type MakeClient } from './ask-cluster.js';
import { ConsumerSession } from './consumer-session.js';
import { isHarmless, rootCause } from './kafka-errors.js';
import { offsetsOf, requireOnePartition } from './topic-lookup.js';

/** Reads partition 0 by its own offsets, in one session after the other; none of them commits any. */
export class KafkaConsumer implements LogConsumer {
  private readonly closing = new AbortController();
  private readonly backoff = new Backoff();
  private nextOffset = 0;
  private running: Promise<void> = Promise.resolve();

  constructor(
    private readonly topicName: string,
    private readonly options: ConsumerOptions,
    private readonly make: MakeClient,
    private readonly logger: LogLogger,
  ) {}

  /** Resolves once the offset to start from is known as a number. */
  async start(signal: AbortSignal): Promise<void> {
    const { start } = this.options;
    const doing = `reading topic ${this.topicName}`;
    const { low, high } = await askCluster(
      this.make,
      async (admin) => {
        await requireOnePartition(admin, this.topicName);
        return offsetsOf(admin, this.topicName);
      },
      { doing, logger: this.logger, signal },
    );
    this.nextOffset = start.from === 'end' ? high : start.from === 'offset' ? start.offset : low;
    this.running = this.run();
  }

  async close(): Promise<void> {
    this.closing.abort();
    await this.running;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    for (let life = 1; !signal.aborted; life += 1) {
      try {
        await this.session(life).run(signal);
      } catch (error) {
        const details = { err: rootCause(error), topic: this.topicName, group: this.options.group, nextOffset: this.nextOffset };
        const message = 'reading from Kafka failed; starting a new consumer';
        if (isHarmless(details.err)) this.logger.info(details, message);
        else this.logger.warn(details, message);
        await this.backoff.pause(signal);
      }
    }
  }

  /** Each session is a group of its own: in a common one it would wait until the last one's membership ran out. */
  private session(life: number): ConsumerSession {
    const { group } = this.options;
    return new ConsumerSession(this.make(), {
      topicName: this.topicName,
      group: life === 1 ? group : `${group}.${life}`,
      nextOffset: () => this.nextOffset,
      onFetched: () => {
        this.backoff.reset();
      },
      onBatch: async (records, nextOffset) => {
        if (await deliver(records, this.options, this.logger, this.closing.signal)) this.nextOffset = nextOffset;
      },
    });
  }
}
