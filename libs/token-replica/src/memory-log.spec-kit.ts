import { type Acknowledgement, type ConsumerOptions, type Log, type LogConsumer, type LogProducer, type LogRecord, MissingTopic, type OutgoingRecord, type Topic } from '@portcullis/log';

/** A log in memory whose records a test can add, take away and hold back: what a real one cannot be told to do. */
export class MemoryLog implements Log {
  private readonly topics = new Map<string, LogRecord[]>();
  private readonly wakes = new Set<() => void>();
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

  openConsumer(topic: Topic, { onRecords }: ConsumerOptions): Promise<LogConsumer> {
    if (this.topicsAreMissing) return Promise.reject(new MissingTopic(`topic ${topic.name} is missing`));
    let next = 0;
    let busy = Promise.resolve();
    const deliver = (): void => {
      busy = busy.then(async () => {
        const batch = this.records(topic).filter(({ offset }) => offset >= next);
        next = (batch.at(-1)?.offset ?? next - 1) + 1;
        if (batch.length > 0) await onRecords(batch);
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
    return Promise.resolve('memory');
  }

  close(): Promise<void> {
    return Promise.resolve();
  }
}
