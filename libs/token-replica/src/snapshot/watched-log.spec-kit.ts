import type { ConsumerOptions, Log, LogConsumer, LogProducer, Topic } from '@portcullis/log';

/** A real log, with topics of its own names, so that nobody else's are touched, that notes what each consumer group was given. */
export class WatchedLog implements Log {
  readonly delivered = new Map<string, string[]>();

  constructor(
    private readonly log: Log,
    private readonly suffix: string,
  ) {}

  prepare(topics: readonly Topic[]): Promise<void> {
    return this.log.prepare(topics.map((topic) => this.own(topic)));
  }

  openProducer(topic: Topic): Promise<LogProducer> {
    return this.log.openProducer(this.own(topic));
  }

  openConsumer(topic: Topic, options: ConsumerOptions): Promise<LogConsumer> {
    const keys: string[] = [];
    this.delivered.set(options.group, keys);
    return this.log.openConsumer(this.own(topic), {
      ...options,
      onRecords: (records) => {
        keys.push(...records.map(({ key }) => key));
        return options.onRecords(records);
      },
    });
  }

  identity(): Promise<string> {
    return this.log.identity();
  }

  close(): Promise<void> {
    return this.log.close();
  }

  private own(topic: Topic): Topic {
    return { ...topic, name: topic.name + this.suffix };
  }
}
