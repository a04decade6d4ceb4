import { openLog, type Log, type LogConnection, type LogProducer } from '@portcullis/log';
import { RAW_TOPICS } from '../../installation/log-between.js';

const VALUE = Buffer.alloc(400, 'x');
const silent = { info: () => undefined, warn: () => undefined, error: () => undefined };

/** One record through one topic: appended, acknowledged, delivered. */
interface Way {
  readonly producer: LogProducer;
  /** Resolves with the next record that is delivered. */
  readonly next: () => Promise<void>;
}

/**
 * The least that a confirmed change takes of the log: a record to the replica, and after it one back, each of about the
 * size of a token's message, with the log's settings of the system.
 */
export class RawTrips {
  private constructor(
    private readonly log: Log,
    private readonly ways: readonly Way[],
  ) {}

  static async open(connection: LogConnection): Promise<RawTrips> {
    const log = await openLog(connection, silent);
    if (connection.kind === 'kafka') await log.prepare(RAW_TOPICS);
    return new RawTrips(log, await Promise.all(RAW_TOPICS.map((topic) => openWay(log, topic))));
  }

  /** There and back, ms. */
  async thereAndBackMs(): Promise<number> {
    const startedAtMs = performance.now();
    for (const { producer, next } of this.ways) {
      const delivered = next();
      await producer.send([{ key: 'trip', value: VALUE }]);
      await delivered;
    }
    return performance.now() - startedAtMs;
  }

  close(): Promise<void> {
    return this.log.close();
  }
}

async function openWay(log: Log, topic: (typeof RAW_TOPICS)[number]): Promise<Way> {
  let arrived = (): void => undefined;
  await log.openConsumer(topic, { group: `bench.${topic.name}`, start: { from: 'end' }, onRecords: () => { arrived(); } });
  const producer = await log.openProducer(topic);
  const next = (): Promise<void> =>
    new Promise((resolve) => {
      arrived = resolve;
    });
  return { producer, next };
}
