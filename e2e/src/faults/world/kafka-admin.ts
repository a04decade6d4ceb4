import { TOKEN_STATE_TOPIC } from '@portcullis/messages';
import { eventually } from '@portcullis/testing';
import kafkajs, { type Admin, type Kafka, type Message } from 'kafkajs';
import type { Broker } from './broker.js';

// Node finds only the first of this CommonJS module's names by itself.
const { ConfigResourceTypes, logLevel } = kafkajs;
const TOPIC = TOKEN_STATE_TOPIC.name;
const MADE_LIKE_TOKEN_SERVICE_DOES = [{ name: 'cleanup.policy', value: 'compact' }];

/** What somebody with the rights of an operator, or of token-service, can do to the token-state topic behind its back. */
export class KafkaAdmin {
  private readonly kafka: Kafka;

  constructor(broker: Broker) {
    this.kafka = new kafkajs.Kafka({ clientId: 'faults', brokers: [...broker.brokers], logLevel: logLevel.NOTHING });
  }

  makeTopicAgain(): Promise<void> {
    return this.administer(async (admin) => {
      await admin.deleteTopics({ topics: [TOPIC] });
      await untilGone(admin);
      // Its own waiting for a leader ends with an error where the broker has not heard of the new topic yet.
      await admin.createTopics({ waitForLeaders: false, topics: [{ topic: TOPIC, numPartitions: 1, replicationFactor: 1, configEntries: MADE_LIKE_TOKEN_SERVICE_DOES }] });
      await eventually(() => admin.fetchTopicOffsets(TOPIC), { timeoutMs: 10_000, intervalMs: 50 });
    });
  }

  /** Deletes everything that is in the topic now, so that who comes back to an offset finds it out of range. */
  truncate(): Promise<void> {
    return this.administer(async (admin) => {
      await this.configure(admin, { 'cleanup.policy': 'compact,delete' });
      const [partition] = await admin.fetchTopicOffsets(TOPIC);
      await admin.deleteTopicRecords({ topic: TOPIC, partitions: [{ partition: 0, offset: partition?.high ?? '0' }] });
      await this.configure(admin, { 'cleanup.policy': 'compact' });
    });
  }

  /** Lets the broker compact everything but the newest moment, now and not in an hour. */
  compactAtOnce(): Promise<void> {
    return this.administer(async (admin) => {
      await admin.alterConfigs({
        validateOnly: false,
        resources: [{ type: ConfigResourceTypes.BROKER, name: '1', configEntries: [{ name: 'log.cleaner.backoff.ms', value: '500' }] }],
      }).catch(() => undefined);
      await this.configure(admin, { 'cleanup.policy': 'compact', 'segment.ms': '500', 'min.compaction.lag.ms': '0', 'min.cleanable.dirty.ratio': '0.01' });
    });
  }

  async append(message: Message): Promise<void> {
    const producer = this.kafka.producer({ idempotent: false });
    await producer.connect();
    try {
      await producer.send({ topic: TOPIC, acks: -1, messages: [message] });
    } finally {
      await producer.disconnect();
    }
  }

  /** The records of one key, in the topic's order. */
  async recordsOf(key: string): Promise<readonly Buffer[]> {
    const end = await this.administer(async (admin) => Number((await admin.fetchTopicOffsets(TOPIC))[0]?.high ?? 0));
    const consumer = this.kafka.consumer({ groupId: `faults-${performance.now()}` });
    const found: Buffer[] = [];
    await consumer.connect();
    try {
      await consumer.subscribe({ topics: [TOPIC], fromBeginning: true });
      await new Promise<void>((resolve, reject) => {
        consumer
          .run({
            autoCommit: false,
            eachMessage: ({ message }) => {
              if (message.key?.toString() === key && message.value !== null) found.push(message.value);
              if (Number(message.offset) >= end - 1) resolve();
              return Promise.resolve();
            },
          })
          .catch(reject);
      });
    } finally {
      await consumer.disconnect();
    }
    return found;
  }

  private configure(admin: Admin, entries: Readonly<Record<string, string>>): Promise<unknown> {
    const configEntries = Object.entries(entries).map(([name, value]) => ({ name, value }));
    return admin.alterConfigs({ validateOnly: false, resources: [{ type: ConfigResourceTypes.TOPIC, name: TOPIC, configEntries }] });
  }

  private async administer<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    const admin = this.kafka.admin();
    await admin.connect();
    try {
      return await work(admin);
    } finally {
      await admin.disconnect();
    }
  }
}

async function untilGone(admin: Admin): Promise<void> {
  for (const deadlineMs = performance.now() + 10_000; performance.now() < deadlineMs; ) {
    if (!(await admin.listTopics()).includes(TOPIC)) return;
  }
  throw new Error('The topic could not be deleted.');
}
