import { describe, expect, it } from '@jest/globals';
import type { Topic } from '../log.js';
import { creation } from './topic-preparation.js';

const TOKEN_STATE_TOPIC: Topic = { name: 'portcullis.token-state', cleanup: { policy: 'compact', compactionLagMs: 3_600_000 } };
const PROBES_TOPIC: Topic = { name: 'portcullis.probes', cleanup: { policy: 'delete', retentionMs: 3_600_000 } };

const settingsOf = (...args: Parameters<typeof creation>): Record<string, string> =>
  Object.fromEntries((creation(...args).configEntries ?? []).map(({ name, value }) => [name, value]));

describe('a topic in Kafka', () => {
  it('is made for token states with one partition, compacted soon but never within the hour', () => {
    expect(creation(TOKEN_STATE_TOPIC, 1)).toMatchObject({ topic: 'portcullis.token-state', numPartitions: 1, replicationFactor: 1 });
    expect(settingsOf(TOKEN_STATE_TOPIC, 1)).toEqual({
      'cleanup.policy': 'compact',
      'segment.bytes': '16777216',
      'segment.ms': '600000',
      'min.cleanable.dirty.ratio': '0.1',
      'min.compaction.lag.ms': '3600000',
      'max.message.bytes': '4194304',
      'unclean.leader.election.enable': 'false',
    });
  });

  it('is made for probes with their retention', () => {
    expect(settingsOf(PROBES_TOPIC, 1)).toMatchObject({ 'cleanup.policy': 'delete', 'retention.ms': '3600000' });
    expect(settingsOf(PROBES_TOPIC, 1)).not.toHaveProperty('min.compaction.lag.ms');
  });

  it('needs two copies for an acknowledgement where there are three', () => {
    expect(creation(TOKEN_STATE_TOPIC, 3).replicationFactor).toBe(3);
    expect(settingsOf(TOKEN_STATE_TOPIC, 3)).toMatchObject({ 'min.insync.replicas': '2', 'unclean.leader.election.enable': 'false' });
    expect(settingsOf(TOKEN_STATE_TOPIC, 2)).not.toHaveProperty('min.insync.replicas');
  });
});
