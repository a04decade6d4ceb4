import { z } from 'zod';
import { bootId, wholeNumber } from './fields.js';

/** What became of a call, in an order that is never changed: cells name an outcome by its place. */
export const USAGE_OUTCOMES = ['accepted', 'expired', 'disabled', 'revoked', 'scope', 'address'] as const;
export type UsageOutcome = (typeof USAGE_OUTCOMES)[number];

/** So that a chunk stays far below what a log takes as one record. */
export const MOST_CELLS_A_CHUNK = 500;
/** Compaction keeps so many chunks of a boot: token-service may be away for as long as a boot takes to send them. */
export const DETAIL_SLOTS = 4_096;
/** Epoch minutes of the year 9999, the last that a timestamp has. */
const LAST_MINUTE = 4_223_371_679;

/** A route as its guard knows it: the template, never what a client wrote, and the scopes that it asks for. */
const guardedRoute = z.object({
  route: z.string().min(1).max(300),
  scopes: z.array(z.string().min(1).max(100)).max(32),
});

/** token, outcome (place in USAGE_OUTCOMES), route (place in `routes`; null: other), address (null: other), epoch minute, calls */
const usageCell = z.tuple([
  z.string().min(1).max(100),
  z.int().min(0).max(USAGE_OUTCOMES.length - 1),
  wholeNumber.nullable(),
  z.string().min(1).max(45).nullable(),
  z.int().min(0).max(LAST_MINUTE),
  z.int().positive(),
]);

export const usageDetailChunk = z.object({
  schema: z.literal(1),
  kind: z.literal('detail'),
  service: z.string().min(1).max(100),
  boot: bootId,
  /** 1, 2, 3 … within its boot: a chunk is counted once, however often and in whatever order it comes. */
  chunk: z.int().positive(),
  routes: z.array(guardedRoute).max(MOST_CELLS_A_CHUNK),
  cells: z.array(usageCell).max(MOST_CELLS_A_CHUNK),
});

export type UsageCell = z.infer<typeof usageCell>;

/**
 * Calls that a boot counted since the chunk before, by token, outcome, route, address and minute. Beside the totals and not
 * in them: those are told by UsageRecord, and what no chunk tells of them is counted under other.
 */
export type UsageDetailChunk = z.infer<typeof usageDetailChunk>;

export function usageDetailKey({ boot, chunk }: Pick<UsageDetailChunk, 'boot' | 'chunk'>): string {
  return `${boot}/detail/${chunk % DETAIL_SLOTS}`;
}

export function encodeUsageDetail(chunk: UsageDetailChunk): string {
  return JSON.stringify(chunk);
}
