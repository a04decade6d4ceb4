import type { LogRecord } from '@portcullis/log';
import { parseUsageRecord, usageKey, type UsageRecord } from '@portcullis/messages';

/** What a batch of records comes down to. */
export interface NewestCounts {
  /** One record a boot and token, with the highest of each count. */
  readonly records: readonly UsageRecord[];
  /** Records that are not usage, or of a schema that is not known here. */
  readonly unreadable: number;
}

/** Counts only grow, so of several records of one boot and token the highest of each count is the newest. */
export function newestCounts(batch: readonly LogRecord[]): NewestCounts {
  const newest = new Map<string, UsageRecord>();
  let unreadable = 0;
  for (const { value } of batch) {
    const parsed = parseUsageRecord(value);
    if (!parsed.ok || !isStorable(parsed.value)) {
      unreadable += 1;
      continue;
    }
    const key = usageKey(parsed.value);
    const known = newest.get(key);
    newest.set(key, known ? highest(known, parsed.value) : parsed.value);
  }
  return { records: [...newest.values()], unreadable };
}

/** The database would refuse a NUL, a 31st of February or a year 0, and with it every record of the batch, again and again. */
function isStorable({ tokenId, service, lastAcceptedAddress, lastAcceptedAt }: UsageRecord): boolean {
  const hasNul = [tokenId, service, lastAcceptedAddress ?? ''].some((text) => text.includes('\0'));
  return !hasNul && (lastAcceptedAt === null || isInstant(lastAcceptedAt));
}

function isInstant(timestamp: string): boolean {
  const epochMs = Date.parse(timestamp);
  return timestamp >= '0001' && !Number.isNaN(epochMs) && new Date(epochMs).toISOString() === timestamp;
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
