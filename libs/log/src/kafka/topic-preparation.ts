import kafkajs, { type Admin, type ITopicConfig } from 'kafkajs';
import { type Topic, TopologyError } from '../log.js';
import { requireOnePartition } from './topic-lookup.js';

/** As many copies as are usual; with fewer brokers, one on each. */
const REPLICAS = 3;

/** Creates the topics that are missing. @throws TopologyError where one that is there is not what is needed. */
export async function prepareTopics(admin: Admin, topics: readonly Topic[]): Promise<void> {
  const present = new Set(await admin.listTopics());
  const missing = topics.filter(({ name }) => !present.has(name));
  if (missing.length > 0) {
    const { brokers } = await admin.describeCluster();
    const replicas = Math.min(REPLICAS, brokers.length);
    // One that another process makes at this moment is as good.
    await admin.createTopics({ topics: missing.map((topic) => creation(topic, replicas)) });
  }
  for (const topic of topics) {
    await requireOnePartition(admin, topic.name);
    await requirePolicy(admin, topic);
  }
}

/** One partition, in segments small enough that compaction and retention soon reach what is old. */
export function creation({ name, cleanup }: Topic, replicas: number): ITopicConfig {
  const settings: Record<string, string | number> = {
    'cleanup.policy': cleanup.policy,
    'segment.bytes': 16 * 1024 * 1024,
    'segment.ms': 10 * 60_000,
    // A token with thousands of addresses in its list makes a record larger than the broker's default.
    'max.message.bytes': 4 * 1024 * 1024,
    ...(cleanup.policy === 'compact'
      ? { 'min.cleanable.dirty.ratio': 0.1, 'min.compaction.lag.ms': cleanup.compactionLagMs }
      : { 'retention.ms': cleanup.retentionMs }),
    // With two copies an acknowledged record survives the loss of one; a copy that lags never takes over.
    ...(replicas >= REPLICAS ? { 'min.insync.replicas': 2 } : {}),
    'unclean.leader.election.enable': 'false',
  };
  const configEntries = Object.entries(settings).map(([setting, value]) => ({ name: setting, value: String(value) }));
  return { topic: name, numPartitions: 1, replicationFactor: replicas, configEntries };
}

async function requirePolicy(admin: Admin, { name, cleanup }: Topic): Promise<void> {
  const resource = { type: kafkajs.ConfigResourceTypes.TOPIC, name, configNames: ['cleanup.policy'] };
  const { resources } = await admin.describeConfigs({ resources: [resource], includeSynonyms: false });
  const policy = resources[0]?.configEntries.find(({ configName }) => configName === 'cleanup.policy')?.configValue;
  if (policy !== cleanup.policy) {
    throw new TopologyError(`topic ${name} has cleanup.policy ${policy ?? 'unknown'}, expected ${cleanup.policy}: set it so, or delete the topic and let it be made again`);
  }
}
