import { describe, expect, it } from '@jest/globals';
import { encodeExposureReport, exposureKey, type ExposureReport } from './exposure-report.js';
import { DETAIL_SLOTS, encodeUsageDetail, type UsageDetailChunk, usageDetailKey } from './usage-detail.js';
import { encodeUsageRecord, parseUsageRecord, usageKey, type UsageRecord } from './usage-record.js';
import { parseUsageTold } from './usage-told.js';

const boot = 'b'.repeat(32);
const totals: UsageRecord = {
  schema: 1, service: 'inventory', boot, tokenId: 'tok_a', accepted: 3,
  refused: { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 }, lastAcceptedAt: null, lastAcceptedAddress: null,
};
const chunk: UsageDetailChunk = {
  schema: 1, kind: 'detail', service: 'inventory', boot, chunk: 5,
  routes: [{ route: 'GET /api/v1/items/{id}', scopes: ['items:read'] }], cells: [['tok_a', 0, 0, '192.0.2.1', 29_000_000, 2]],
};
const closing = { tokenId: 'tok_a', position: 7, complete: true, calls: 1, firstAt: '2026-11-23T05:00:00.000Z', lastAt: '2026-11-23T05:00:00.000Z', groups: [] };
const report: ExposureReport = { schema: 1, kind: 'exposure', service: 'inventory', boot, upTo: 7, unsureTo: 0, closings: [closing] };
const written = [encodeUsageRecord(totals), encodeUsageDetail(chunk), encodeExposureReport(report)];

describe('a record of the usage topic', () => {
  it('is read as what it was written', () => {
    const read = written.map((text) => parseUsageTold(Buffer.from(text)));
    expect(read).toEqual([
      { ok: true, value: { kind: 'totals', value: totals } },
      { ok: true, value: { kind: 'detail', value: chunk } },
      { ok: true, value: { kind: 'exposure', value: report } },
    ]);
  });

  it('of a kind that came later is left out by who knows totals alone, and never counted wrong', () => {
    expect(written.map((text) => parseUsageRecord(Buffer.from(text)).ok)).toEqual([true, false, false]);
  });

  it('of a kind that is not known here, or of another schema, is not read', () => {
    for (const text of written) expect(parseUsageTold(Buffer.from(JSON.stringify({ ...(JSON.parse(text) as object), schema: 2 })))).toMatchObject({ ok: false });
    expect(parseUsageTold(Buffer.from(JSON.stringify({ ...chunk, kind: 'rumour' })))).toMatchObject({ ok: false });
  });

  it('has a key under which compaction takes away nothing that is not told again, and keeps a bounded number of chunks', () => {
    expect(usageDetailKey({ boot, chunk: DETAIL_SLOTS + 5 })).toBe(usageDetailKey(chunk));
    const keys = [usageKey(totals), usageDetailKey(chunk), usageDetailKey({ boot, chunk: 6 }), exposureKey(report), exposureKey({ ...report, closings: [{ ...closing, position: 8 }] }), exposureKey({ ...report, closings: [] })];
    expect(new Set(keys).size).toBe(keys.length);
  });
});
