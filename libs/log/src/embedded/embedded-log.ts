import type { EmbeddedConnection } from '../connection.js';
import { GuardedProducer } from '../guarded-producer.js';
import { LogLifetime } from '../log-lifetime.js';
import type { ConsumerOptions, Log, LogConsumer, LogLogger, LogProducer, Topic } from '../log.js';
import { EmbeddedAppender } from './embedded-appender.js';
import { EmbeddedConsumer } from './embedded-consumer.js';
import { type OpenSession, openSessionAnd } from './open-session.js';
import { prepareTopic } from './prepare-topic.js';
import { Session } from './session.js';
import { TopicCleaner } from './topic-cleaner.js';

const IDENTITY = 'select portcullis_log.identity()';
const MAY_APPEND = "select topic_id from portcullis_log.head($1, 'append')";

/** The log in a PostgreSQL database of its own: a connection for each producer and each consumer, and one that cleans. */
export class EmbeddedLog implements Log {
  private readonly lifetime = new LogLifetime();
  private cleaner: TopicCleaner | null = null;

  constructor(
    private readonly connection: EmbeddedConnection,
    private readonly logger: LogLogger,
  ) {}

  async prepare(topics: readonly Topic[]): Promise<void> {
    const prepareAll = async (session: Session): Promise<void> => {
      for (const topic of topics) await prepareTopic(session, topic);
    };
    const { session } = await this.openAnd(this.sessionNamed('portcullis log'), prepareAll);
    session.end();
  }

  async openProducer(topic: Topic): Promise<LogProducer> {
    const open = this.sessionNamed(`portcullis log: appends to ${topic.name}`);
    const { session } = await this.openAnd(open, (asked) => asked.query('may_append', MAY_APPEND, [topic.name]));
    const appender = new EmbeddedAppender(topic.name, session, open, this.logger);
    const producer = await this.lifetime.keep(new GuardedProducer(topic.name, appender));
    this.cleaner ??= await this.lifetime.keep(new TopicCleaner(this.sessionNamed('portcullis log: cleans'), this.logger));
    this.cleaner.add(topic.name);
    return producer;
  }

  async openConsumer(topic: Topic, options: ConsumerOptions): Promise<LogConsumer> {
    const consumer = new EmbeddedConsumer(topic.name, options, this.sessionNamed(options.group), this.logger);
    await this.lifetime.untilClosed(() => consumer.start(this.lifetime.signal));
    return this.lifetime.keep(consumer);
  }

  async identity(): Promise<string> {
    const ask = (asked: Session): Promise<[string][]> => asked.query<[string]>('identity', IDENTITY, []);
    const { session, answer } = await this.openAnd(this.sessionNamed('portcullis log'), ask);
    session.end();
    const [row] = answer;
    if (!row) throw new Error('the embedded log has lost its name');
    return `embedded ${row[0]}`;
  }

  async close(): Promise<void> {
    await this.lifetime.close();
  }

  private openAnd<T>(open: OpenSession, ask: (session: Session) => Promise<T>): Promise<{ readonly session: Session; readonly answer: T }> {
    return this.lifetime.untilClosed(() => openSessionAnd(open, ask, this.logger, this.lifetime.signal));
  }

  private sessionNamed(name: string): OpenSession {
    return (signal) => Session.open(this.connection.connectionString, name, signal);
  }
}
