import type { Topic } from '../log.js';

/**
 * The longest time for which a superseded record stays. Kafka's hour costs it nothing; here each record is a row, and
 * a minute is far more than a reader needs to get from a superseded state to the closed record behind it.
 */
const MAX_COMPACTION_LAG_MS = 60_000;

export interface TopicSettings {
  readonly policy: 'compact' | 'delete';
  readonly keepMs: number;
}

/** How the embedded log keeps a topic. */
export function topicSettings({ cleanup }: Topic): TopicSettings {
  return cleanup.policy === 'compact'
    ? { policy: 'compact', keepMs: Math.min(cleanup.compactionLagMs, MAX_COMPACTION_LAG_MS) }
    : { policy: 'delete', keepMs: cleanup.retentionMs };
}
