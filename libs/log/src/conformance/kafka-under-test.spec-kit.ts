import { startTcpProxy } from '@portcullis/testing';
import type { ITopicConfig } from 'kafkajs';
import { askCluster } from '../kafka/ask-cluster.js';
import { DisposableClient } from '../kafka/disposable-client.js';
import { KafkaLog } from '../kafka/kafka-log.js';
import { creation } from '../kafka/topic-preparation.js';
import type { Log, LogLogger, Topic } from '../log.js';
import type { LogUnderTest, LyingLog, ServerAddress } from './log-under-test.spec-kit.js';
import { lyingProduceAnswers } from './lying-produce-answers.spec-kit.js';

/** The log in a real Kafka. A broker tells clients its own address: the route takes them to the proxy all the same. */
export function kafkaUnderTest(brokers: readonly string[]): LogUnderTest {
  const connection = { kind: 'kafka', brokers, clientId: 'conformance' } as const;
  const [host = '', port = ''] = brokers[0]?.split(':') ?? [];
  const server = { host, port: Number(port) };
  const open = (logger: LogLogger, through?: ServerAddress): Promise<Log> =>
    Promise.resolve(new KafkaLog(connection, logger, (address) => through ?? address));
  const make = async (topic: Topic, change: (settings: ITopicConfig) => ITopicConfig): Promise<void> => {
    const quiet: LogLogger = { info: () => undefined, warn: () => undefined, error: () => undefined };
    const client = (): DisposableClient => new DisposableClient(connection, (address) => address, quiet);
    const topics = [change(creation(topic, 1))];
    const context = { doing: 'making a topic', logger: quiet, signal: new AbortController().signal };
    await askCluster(client, (admin) => admin.createTopics({ topics }), context);
  };
  return {
    server,
    open,
    openLying: (logger) => openLying(server, open, logger),
    misfits: [
      { what: 'two partitions', named: '2 partitions', make: (topic) => make(topic, (settings) => ({ ...settings, numPartitions: 2 })) },
      {
        what: 'another cleanup policy',
        named: 'cleanup.policy delete',
        make: (topic) => make(topic, (settings) => ({ ...settings, configEntries: [{ name: 'cleanup.policy', value: 'delete' }] })),
      },
    ],
    stop: () => Promise.resolve(),
  };
}

async function openLying(server: ServerAddress, open: LogUnderTest['open'], logger: LogLogger): Promise<LyingLog> {
  let isLying = false;
  const proxy = await startTcpProxy(server, lyingProduceAnswers(() => isLying));
  const log = await open(logger, proxy);
  const turn = (lying: boolean) => (): Promise<void> => {
    isLying = lying;
    return Promise.resolve();
  };
  return {
    log,
    lie: turn(true),
    beHonest: turn(false),
    stop: async () => {
      await log.close();
      await proxy.stop();
    },
  };
}
