import { createId } from '@portcullis/service-kit';
import { createTestDatabase, type TestDatabase } from '@portcullis/testing';
import { type RecordedEvent, readStream } from '@portcullis/event-store';
import { USAGE_OUTCOMES, type UsageDetailChunk, type UsageOutcome, type UsageRecord } from '@portcullis/messages';
import { migrationLists } from '../database/migrations.js';
import { usageStream } from '../tokens/streams.js';
import { countUsage, type NotCounted } from './count-usage.js';
import { recordDueUses } from './record-due-uses.js';

export const INTERVAL_MS = 60_000;
export const BOOT = 'b'.repeat(32);

export function openUsageDatabase(): Promise<TestDatabase> {
  return createTestDatabase(migrationLists.flatMap(({ migrations }) => migrations));
}

/** A token as usage knows it: its row is all that it asks for. */
export async function newToken(database: TestDatabase): Promise<string> {
  const id = createId('tok_');
  await database.query(
    `INSERT INTO api_token (id, workspace_id, kind, environment, created_by, name, metadata, prefix, scopes, allowed_ips, status, version)
     VALUES ($1, 'wsp_1', 'user', 'live', 'usr_1', 'Till', '{}', 'pcl_live_abc', '{}', '{}', 'enabled', 1)`,
    [id],
  );
  return id;
}

export function usageOf(tokenId: string, accepted: number, more: Partial<UsageRecord> = {}): UsageRecord {
  return {
    schema: 1,
    service: 'inventory-public-api',
    boot: BOOT,
    tokenId,
    accepted,
    refused: { expired: 0, disabled: 0, revoked: 0, scope: 0, address: 0 },
    lastAcceptedAt: `2026-11-23T05:00:00.${String(accepted).padStart(3, '0')}Z`,
    lastAcceptedAddress: `203.0.113.${accepted}`,
    ...more,
  };
}

/** @returns how many records were of unknown tokens */
export async function count(database: TestDatabase, records: readonly UsageRecord[], eventIntervalMs = INTERVAL_MS): Promise<number> {
  return (await database.transaction((query) => countUsage(query, { records, chunks: [], reports: [] }, eventIntervalMs))).unknown;
}

/** What a chunk tells of one cell; what is left out is as in `cellOf`. */
export interface ToldCell {
  readonly tokenId: string;
  readonly calls?: number;
  readonly outcome?: UsageOutcome;
  readonly route?: { readonly route: string; readonly scopes: string[] } | null;
  readonly address?: string | null;
  readonly at?: string;
}

export const ITEMS = { route: 'GET /api/v1/items', scopes: ['items:read'] };
export const NEW_ITEM = { route: 'POST /api/v1/items', scopes: ['items:create'] };

export function chunkOf(chunk: number, cells: readonly ToldCell[], more: Partial<UsageDetailChunk> = {}): UsageDetailChunk {
  const routes = cells.flatMap(({ route = ITEMS }) => (route === null ? [] : [route]));
  let place = 0;
  return {
    schema: 1,
    kind: 'detail',
    service: 'inventory-public-api',
    boot: BOOT,
    chunk,
    routes,
    cells: cells.map(({ tokenId, calls = 1, outcome = 'accepted', route = ITEMS, address = '203.0.113.1', at = '2026-11-23T05:00:30.000Z' }) => [
      tokenId, USAGE_OUTCOMES.indexOf(outcome), route === null ? null : place++, address, Math.floor(Date.parse(at) / 60_000), calls,
    ]),
    ...more,
  };
}

export function countDetail(database: TestDatabase, chunks: readonly UsageDetailChunk[], records: readonly UsageRecord[] = []): Promise<NotCounted> {
  return database.transaction((query) => countUsage(query, { records, chunks, reports: [] }, INTERVAL_MS));
}

export function recordDue(database: TestDatabase): Promise<number> {
  return database.transaction(recordDueUses);
}

/** As though the interval of every token had passed. */
export async function letIntervalPass(database: TestDatabase): Promise<void> {
  await database.query('UPDATE token_usage SET due_at = now() WHERE due_at IS NOT NULL');
}

export function usesOf(database: TestDatabase, tokenId: string): Promise<RecordedEvent[]> {
  return readStream(database.query, usageStream(tokenId));
}

/** What of a token's use the read model shows. */
export async function shownUse(database: TestDatabase, tokenId: string): Promise<{ at: string | null; address: string | null }> {
  const [row] = await database.query<{ at: Date | null; address: string | null }>(
    'SELECT last_used_at AS at, last_address AS address FROM token_usage WHERE token_id = $1',
    [tokenId],
  );
  return { at: row?.at?.toISOString() ?? null, address: row?.address ?? null };
}
