import { z } from 'zod';
import { bootId, type ParseResult, parseJson, timestamp, wholeNumber } from './fields.js';

export const usageRecord = z.object({
  schema: z.literal(1),
  service: z.string().min(1).max(100),
  boot: bootId,
  tokenId: z.string().min(1).max(100),
  /** Calls let through since the boot began: cumulative, so a lost or doubled record changes nothing. */
  accepted: wholeNumber,
  refused: z.object({
    expired: wholeNumber,
    disabled: wholeNumber,
    revoked: wholeNumber,
    scope: wholeNumber,
    address: wholeNumber,
  }),
  lastAcceptedAt: timestamp.nullable(),
  lastAcceptedAddress: z.string().max(45).nullable(),
});

/** What one boot counted for one token, since that boot began. */
export type UsageRecord = z.infer<typeof usageRecord>;

/** Key in the usage topic: compaction keeps the newest count of each boot and token. */
export function usageKey(record: Pick<UsageRecord, 'boot' | 'tokenId'>): string {
  return `${record.boot}/${record.tokenId}`;
}

export function encodeUsageRecord(record: UsageRecord): string {
  return JSON.stringify(record);
}

export function parseUsageRecord(bytes: Uint8Array): ParseResult<UsageRecord> {
  return parseJson(usageRecord, bytes);
}
