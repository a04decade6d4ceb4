import { usageKey, type UsageRecord } from '@portcullis/messages';

/** Counts only grow, so of several records of one boot and token the highest of each count is the newest. */
export function newestCounts(records: readonly UsageRecord[]): readonly UsageRecord[] {
  const newest = new Map<string, UsageRecord>();
  for (const record of records) {
    const key = usageKey(record);
    const known = newest.get(key);
    newest.set(key, known ? highest(known, record) : record);
  }
  return [...newest.values()];
}

function highest(one: UsageRecord, other: UsageRecord): UsageRecord {
  return {
    ...(isLater(other, one) ? other : one),
    accepted: Math.max(one.accepted, other.accepted),
    refused: {
      expired: Math.max(one.refused.expired, other.refused.expired),
      disabled: Math.max(one.refused.disabled, other.refused.disabled),
      revoked: Math.max(one.refused.revoked, other.refused.revoked),
      scope: Math.max(one.refused.scope, other.refused.scope),
      address: Math.max(one.refused.address, other.refused.address),
    },
  };
}

/** Whether the last accepted call of `one` came after that of `other`. */
export function isLater(one: UsageRecord, other: UsageRecord): boolean {
  if (one.lastAcceptedAt === null) return false;
  return other.lastAcceptedAt === null || one.lastAcceptedAt > other.lastAcceptedAt;
}
