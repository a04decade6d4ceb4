import { describe, expect, it } from '@jest/globals';
import { encodeUsageRecord, type UsageRecord } from '@portcullis/messages';
import { readUsage } from './told-usage.js';

const boot = 'b'.repeat(32);
const none = { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 };
const record: UsageRecord = {
  schema: 1,
  service: 'inventory-public-api',
  boot,
  tokenId: 'tok_1',
  accepted: 3,
  refused: none,
  lastAcceptedAt: '2026-11-23T05:00:03.000Z',
  lastAcceptedAddress: '203.0.113.3',
};
const batchOf = (...values: (UsageRecord | string)[]) =>
  values.map((value, offset) => ({ offset, key: 'k', value: Buffer.from(typeof value === 'string' ? value : encodeUsageRecord(value)) }));

describe('the newest counts of a batch', () => {
  it('are the highest of each boot and token, in whatever order the records came', () => {
    const older = { ...record, accepted: 2, refused: { ...none, scope: 1 }, lastAcceptedAt: '2026-11-23T05:00:02.000Z', lastAcceptedAddress: '203.0.113.2' };
    const newest = { ...record, refused: { ...none, scope: 1 } };
    expect(readUsage(batchOf(record, older)).records).toEqual([newest]);
    expect(readUsage(batchOf(older, record, older)).records).toEqual([newest]);
  });

  it('are kept apart for each boot and for each token', () => {
    const otherBoot = { ...record, boot: 'c'.repeat(32) };
    const otherToken = { ...record, tokenId: 'tok_2' };
    expect(readUsage(batchOf(record, otherBoot, otherToken)).records).toHaveLength(3);
  });

  it('leave out what no database would take, and count it', () => {
    const bad = ['{', '{}', { ...record, tokenId: 'tok_\u0000' }, { ...record, lastAcceptedAt: '2026-02-31T00:00:00.000Z' }, { ...record, lastAcceptedAt: '0000-01-01T00:00:00.000Z' }, JSON.stringify({ ...record, schema: 2 })];
    expect(readUsage(batchOf(...bad, record))).toEqual({ records: [record], chunks: [], reports: [], unreadable: 6 });
  });
});
