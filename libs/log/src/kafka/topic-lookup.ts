import { setTimeout as wait } from 'node:timers/promises';
import type { Admin } from 'kafkajs';
import { MissingTopic, TopologyError } from '../log.js';
import { protocolErrorType } from './kafka-errors.js';

/** For so long a topic that was just created may be unknown to the broker that happens to be asked. */
const UNKNOWN_FOR_MS = 2_000;
const ASK_AGAIN_AFTER_MS = 100;

/** @throws TopologyError where the topic is missing or has other than one partition. */
export async function requireOnePartition(admin: Admin, topic: string): Promise<void> {
  const count = await partitionCount(admin, topic, performance.now() + UNKNOWN_FOR_MS);
  if (count === 1) return;
  if (count === 0) throw new MissingTopic(`topic ${topic} is missing: create it with 1 partition, or let token-service create it`);
  throw new TopologyError(
    `topic ${topic} has ${count} partitions, expected 1: one order needs one partition; delete the topic and let it be made again`,
  );
}

async function partitionCount(admin: Admin, topic: string, deadlineMs: number): Promise<number> {
  for (;;) {
    try {
      const { topics } = await admin.fetchTopicMetadata({ topics: [topic] });
      return topics[0]?.partitions.length ?? 0;
    } catch (error) {
      if (protocolErrorType(error) !== 'UNKNOWN_TOPIC_OR_PARTITION') throw error;
      if (performance.now() > deadlineMs) return 0;
      await wait(ASK_AGAIN_AFTER_MS);
    }
  }
}

/** The first offset that is there, and the one that the next record gets. */
export async function offsetsOf(admin: Admin, topic: string): Promise<{ readonly low: number; readonly high: number }> {
  const [partition] = await admin.fetchTopicOffsets(topic);
  if (!partition) throw new Error(`Kafka told no offsets of topic ${topic}`);
  return { low: Number(partition.low), high: Number(partition.high) };
}
