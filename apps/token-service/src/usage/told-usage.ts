import { isIP } from 'node:net';
import type { LogRecord } from '@portcullis/log';
import { type ExposureReport, parseUsageTold, type UsageDetailChunk, type UsageRecord, type UsageTold } from '@portcullis/messages';
import { newestCounts } from './newest-counts.js';

/** As JSON has a NUL and half of a pair of surrogates: a text with either is none in the database. */
const UNSTORABLE = /\\u(?:0000|d[89a-f][0-9a-f]{2})/;
/** A route and its scopes stand in an index, whose rows are bounded. */
const MOST_ROUTE_BYTES = 2_000;

/** What processes told of their calls. */
export interface ToldUsage {
  /** At most one a boot and token. */
  readonly records: readonly UsageRecord[];
  readonly chunks: readonly UsageDetailChunk[];
  readonly reports: readonly ExposureReport[];
}

/** What a batch of the usage topic comes down to. */
export interface ReadUsage extends ToldUsage {
  /** Records that are not usage, or of a schema that is not known here. */
  readonly unreadable: number;
}

export function readUsage(batch: readonly LogRecord[]): ReadUsage {
  const told = batch.flatMap(({ value }) => {
    const parsed = parseUsageTold(value);
    return parsed.ok && isStorable(parsed.value) ? [parsed.value] : [];
  });
  return {
    records: newestCounts(told.flatMap((one) => (one.kind === 'totals' ? [one.value] : []))),
    chunks: told.flatMap((one) => (one.kind === 'detail' ? [withoutNonsense(one.value)] : [])),
    reports: told.flatMap((one) => (one.kind === 'exposure' ? [one.value] : [])),
    unreadable: batch.length - told.length,
  };
}

/** The database would refuse a NUL, a 31st of February or a year 0, and with it every record of the batch, again and again. */
function isStorable({ kind, value }: UsageTold): boolean {
  if (UNSTORABLE.test(JSON.stringify(value))) return false;
  if (kind === 'totals') return value.lastAcceptedAt === null || isInstant(value.lastAcceptedAt);
  if (kind === 'detail') return true;
  return value.closings.every(({ firstAt, lastAt, groups }) => [firstAt, lastAt, ...groups.flatMap((group) => [group.firstAt, group.lastAt])].every(isInstant));
}

/** What is no address, or names no route, is under other. */
function withoutNonsense(chunk: UsageDetailChunk): UsageDetailChunk {
  const cells = chunk.cells.map<UsageDetailChunk['cells'][number]>(([tokenId, outcome, route, address, minute, calls]) => {
    const isAddress = address !== null && isIP(address) !== 0;
    const isRoute = route !== null && isIndexable(chunk.service, chunk.routes[route]);
    return [tokenId, outcome, isRoute ? route : null, isAddress ? address : null, minute, calls];
  });
  return { ...chunk, routes: chunk.routes.map((route) => (isIndexable(chunk.service, route) ? route : NO_ROUTE)), cells };
}

const NO_ROUTE = { route: '-', scopes: [] };

function isIndexable(service: string, route: UsageDetailChunk['routes'][number] | undefined): boolean {
  return route !== undefined && Buffer.byteLength(JSON.stringify([service, route])) <= MOST_ROUTE_BYTES;
}

function isInstant(timestamp: string): boolean {
  const epochMs = Date.parse(timestamp);
  return timestamp >= '0001' && !Number.isNaN(epochMs) && new Date(epochMs).toISOString() === timestamp;
}
