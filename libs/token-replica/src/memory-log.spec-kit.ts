import { type Acknowledgement, type ConsumerOptions, type Log, type LogConsumer, type LogProducer, type LogRecord, MissingTopic, type OutgoingRecord, type Topic } from '@portcullis/log';

const BATCH = 500;

/** A log in memory whose records a test can add, take away and hold back: what a real one cannot be told to do. */
export class MemoryLog implements Log {
  private readonly topics = new Map<string, LogRecord[]>();
  private readonly wakes = new Set<() => void>();
  /** The keys of what each consumer group was given. */
  readonly delivered = new Map<string, string[]>();
  name = 'memory';
  /** While true, whoever begins to read is told that the topic is missing. */
  topicsAreMissing = false;

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  records(topic: Topic): LogRecord[] {
    const known = this.topics.get(topic.name);
    if (known !== undefined) return known;
    const made: LogRecord[] = [];
    this.topics.set(topic.name, made);
    return made;
  }

  /** Offset of the newest record whose key suits; -1 where there is none. */
  lastOffset(topic: Topic, under: (key: string) => boolean): number {
    return this.records(topic).findLast(({ key }) => under(key))?.offset ?? -1;
  }

  append(topic: Topic, records: readonly OutgoingRecord[]): Acknowledgement {
    const list = this.records(topic);
    const firstOffset = (list.at(-1)?.offset ?? -1) + 1;
    records.forEach(({ key, value }, at) => list.push({ offset: firstOffset + at, key, value: Buffer.from(value) }));
    for (const wake of this.wakes) wake();
    return { firstOffset, lastOffset: firstOffset + records.length - 1 };
  }

  openProducer(topic: Topic): Promise<LogProducer> {
    return Promise.resolve({
      send: (records: readonly OutgoingRecord[]) => Promise.resolve(this.append(topic, records)),
      close: () => Promise.resolve(),
    });
  }

  openConsumer(topic: Topic, { group, start, onRecords }: ConsumerOptions): Promise<LogConsumer> {
    if (this.topicsAreMissing) return Promise.reject(new MissingTopic(`topic ${topic.name} is missing`));
    const end = (this.records(topic).at(-1)?.offset ?? -1) + 1;
    // As real logs do: an offset that is out of range means the beginning.
    let next = start.from === 'offset' && start.offset <= end ? start.offset : 0;
    let busy = Promise.resolve();
    const deliver = (): void => {
      busy = busy.then(async () => {
        const batch = this.records(topic)
          .filter(({ offset }) => offset >= next)
          .slice(0, BATCH);
        if (batch.length === 0) return;
        next = (batch.at(-1)?.offset ?? next - 1) + 1;
        this.delivered.set(group, [...(this.delivered.get(group) ?? []), ...batch.map(({ key }) => key)]);
        await onRecords(batch);
        deliver();
      });
    };
    this.wakes.add(deliver);
    deliver();
    return Promise.resolve({
      close: async () => {
        this.wakes.delete(deliver);
        await busy;
      },
    });
  }

  identity(): Promise<string> {
    return Promise.resolve(this.name);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
