/**
 * The topics between token-service and the services that check tokens, each with exactly one partition:
 * every replica reads everything anyway, and one order makes one position.
 */
export const TOKEN_STATE_TOPIC = {
  name: 'portcullis.token-state',
  cleanup: { policy: 'compact', compactionLagMs: 3_600_000 },
} as const;

export const PROBES_TOPIC = {
  name: 'portcullis.probes',
  cleanup: { policy: 'delete', retentionMs: 3_600_000 },
} as const;

export const USAGE_TOPIC = {
  name: 'portcullis.usage',
  cleanup: { policy: 'compact', compactionLagMs: 0 },
} as const;

export const TOPICS = [TOKEN_STATE_TOPIC, PROBES_TOPIC, USAGE_TOPIC] as const;
