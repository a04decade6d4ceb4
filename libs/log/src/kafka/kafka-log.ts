import type { KafkaConnection } from '../connection.js';
import { GuardedProducer } from '../guarded-producer.js';
import { LogLifetime } from '../log-lifetime.js';
import type { ConsumerOptions, Log, LogConsumer, LogLogger, LogProducer, Topic } from '../log.js';
import { askCluster } from './ask-cluster.js';
import { DisposableClient, type Route } from './disposable-client.js';
import { KafkaAppender } from './kafka-appender.js';
import { KafkaConsumer } from './kafka-consumer.js';
import { requireOnePartition } from './topic-lookup.js';
import { prepareTopics } from './topic-preparation.js';

/** The log in Kafka, by kafkajs with the guardrails of docs/adr/0009. */
export class KafkaLog implements Log {
  private readonly lifetime = new LogLifetime();

  constructor(
    private readonly connection: KafkaConnection,
    private readonly logger: LogLogger,
    private readonly route: Route = (address) => address,
  ) {}

  async prepare(topics: readonly Topic[]): Promise<void> {
    const { logger } = this;
    const { signal } = this.lifetime;
    await this.lifetime.untilClosed(() => askCluster(this.make, (admin) => prepareTopics(admin, topics), { doing: 'preparing the topics', logger, signal }));
  }

  async openProducer(topic: Topic): Promise<LogProducer> {
    const { logger } = this;
    const { signal } = this.lifetime;
    const appender = new KafkaAppender(topic.name, this.make, logger);
    await this.lifetime.untilClosed(async () => {
      await askCluster(this.make, (admin) => requireOnePartition(admin, topic.name), { doing: `appending to topic ${topic.name}`, logger, signal });
      await appender.connect(signal);
    });
    return this.lifetime.keep(new GuardedProducer(topic.name, appender));
  }

  async openConsumer(topic: Topic, options: ConsumerOptions): Promise<LogConsumer> {
    const consumer = new KafkaConsumer(topic.name, options, this.make, this.logger);
    await this.lifetime.untilClosed(() => consumer.start(this.lifetime.signal));
    return this.lifetime.keep(consumer);
  }

  async identity(): Promise<string> {
    const { logger } = this;
    const { signal } = this.lifetime;
    const ask = async (): Promise<string> => {
      const { clusterId } = await askCluster(this.make, (admin) => admin.describeCluster(), { doing: 'naming itself', logger, signal });
      return `kafka ${clusterId}`;
    };
    return this.lifetime.untilClosed(ask);
  }

  async close(): Promise<void> {
    await this.lifetime.close();
  }

  private readonly make = (): DisposableClient => new DisposableClient(this.connection, this.route, this.logger);
}
