import { describe, expect, it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { encodeClosedRecord, parseClosedRecord } from './closed-record.js';
import { digestPart, formatDigest, replaceInDigest } from './content-digest.js';
import { encodeProbe, parseProbe } from './probe.js';
import { parseTokenState } from './token-state.js';
import { encodeExposureReport, exposureKey } from './exposure-report.js';
import { encodeUsageDetail, usageDetailKey } from './usage-detail.js';
import { encodeUsageRecord, usageKey } from './usage-record.js';
import { parseUsageTold, type UsageTold } from './usage-told.js';

interface Written {
  readonly key: string;
  readonly value: string;
}

interface Recorded {
  readonly tokenState: readonly Written[];
  readonly closed: readonly string[];
  readonly probes: readonly string[];
  readonly usage: readonly Written[];
}

/** See docs/adr/0033; made by real processes of that version, and never edited. */
const readRecorded = (version: string): Recorded =>
  JSON.parse(readFileSync(new URL(`../recorded/${version}.json`, import.meta.url), 'utf8')) as Recorded;

/** As something newer would write it, with a member that this version has never heard of. */
const withMore = (text: string): Buffer => Buffer.from(JSON.stringify({ ...(JSON.parse(text) as object), unheardOf: { of: 1 } }));
const ofSchema2 = (text: string): Buffer => Buffer.from(JSON.stringify({ ...(JSON.parse(text) as object), schema: 2 }));

/** A version may have told totals alone, or detail and exposures beside them. */
function encodeTold({ kind, value }: UsageTold): string {
  if (kind === 'totals') return encodeUsageRecord(value);
  return kind === 'detail' ? encodeUsageDetail(value) : encodeExposureReport(value);
}

function keyOfTold({ kind, value }: UsageTold): string {
  if (kind === 'totals') return usageKey(value);
  return kind === 'detail' ? usageDetailKey(value) : exposureKey(value);
}

describe.each(['version-1'])('what %s wrote to the topics', (version) => {
  const { tokenState, closed, probes, usage } = readRecorded(version);

  it('has every kind of record in it', () => {
    const kinds = [tokenState, closed, probes, usage].map((records) => records.length > 0);
    expect(kinds).toEqual([true, true, true, true]);
  });

  it('is understood, each token’s state', () => {
    for (const { key, value } of tokenState) expect(parseTokenState(key, Buffer.from(value))).toMatchObject({ kind: 'understood', message: JSON.parse(value) as object });
  });

  it('has the content digest that its closed record says', () => {
    const last = new Map(tokenState.map(({ key, value }) => [key, Buffer.from(value)]));
    const digest = [...last.values()].reduce((sum, message) => replaceInDigest(sum, 0n, digestPart(message)), 0n);
    expect(parseClosedRecord(Buffer.from(closed[0] ?? ''))).toMatchObject({ ok: true, value: { digest: formatDigest(digest) } });
  });

  it('is written today byte for byte the same: closed records, probes, usage', () => {
    const again = <T>(parsed: { ok: true; value: T } | { ok: false }, encode: (value: T) => string): string => (parsed.ok ? encode(parsed.value) : 'not read');
    expect(closed.map((text) => again(parseClosedRecord(Buffer.from(text)), encodeClosedRecord))).toEqual(closed);
    expect(probes.map((text) => again(parseProbe(Buffer.from(text)), encodeProbe))).toEqual(probes);
    expect(usage.map(({ value }) => again(parseUsageTold(Buffer.from(value)), encodeTold))).toEqual(usage.map(({ value }) => value));
    expect(usage.map(({ value }) => again(parseUsageTold(Buffer.from(value)), keyOfTold))).toEqual(usage.map(({ key }) => key));
  });

  it('is read the same with members that are not known here, which a newer writer may add', () => {
    const parse = [parseClosedRecord, parseProbe, parseUsageTold];
    [closed[0], probes[0], usage[0]?.value].forEach((text = '', at) => {
      expect(parse[at]?.(withMore(text))).toEqual(parse[at]?.(Buffer.from(text)));
    });
    const [{ key, value } = { key: '', value: '' }] = tokenState;
    expect(parseTokenState(key, withMore(value))).toEqual(parseTokenState(key, Buffer.from(value)));
  });

  it('is not read under another schema number', () => {
    const parse = [parseClosedRecord, parseProbe, parseUsageTold];
    [closed[0], probes[0], usage[0]?.value].forEach((text = '', at) => {
      expect(parse[at]?.(ofSchema2(text))).toMatchObject({ ok: false });
    });
    const [{ key, value } = { key: '', value: '' }] = tokenState;
    const { position, version: tokenVersion } = JSON.parse(value) as { position: number; version: number };
    expect(parseTokenState(key, ofSchema2(value))).toMatchObject({ kind: 'not_understood', position, version: tokenVersion });
  });
});
