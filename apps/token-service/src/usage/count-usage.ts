import type { Query } from '@portcullis/event-store';
import type { UsageDetailChunk, UsageRecord } from '@portcullis/messages';
import { addCells } from './detail/add-cells.js';
import { newChunks } from './detail/new-chunks.js';
import { keepExposures } from './exposure/keep-exposures.js';
import { isLater } from './newest-counts.js';
import type { ToldUsage } from './told-usage.js';
import { touchBoots } from './usage-boots.js';

/** What of the told was left out. */
export interface NotCounted {
  /** Records of tokens that this store never issued. */
  readonly unknown: number;
  /** The services whose boots told something after they were folded. */
  readonly folded: readonly string[];
}

/**
 * Counts what was told in the caller's transaction: a row for each (boot, token) keeps the highest of each count, and a
 * chunk of detail is added once, so records that come twice, late or out of order change nothing. A bounded number of
 * statements, however many records there are. Refused calls are counted, but only accepted ones make a TokenUsed due.
 *
 * @param eventIntervalMs a token's TokenUsed events are at least this far apart; the first is due at once
 */
export async function countUsage(query: Query, told: ToldUsage, eventIntervalMs: number): Promise<NotCounted> {
  if (told.records.length + told.chunks.length + told.reports.length === 0) return { unknown: 0, folded: [] };
  const boots = await touchBoots(query, told);
  const isCounted = ({ boot }: { readonly boot: string }): boolean => boots.get(boot)?.folded === false;
  const records = told.records.filter(isCounted);
  const chunks = await newChunks(query, told.chunks.filter(isCounted), boots);
  const tokenIds = await touchTokens(query, records, chunks);
  const counted = records.filter(({ tokenId }) => tokenIds.has(tokenId));
  await raiseCounters(query, counted);
  await addCells(query, chunks, tokenIds);
  await keepExposures(query, told.reports);
  await makeDue(query, [...tokenIds], eventIntervalMs);
  const folded = [...told.records, ...told.chunks].filter((one) => !isCounted(one)).map(({ service }) => service);
  return { unknown: records.length - counted.length, folded: [...new Set(folded)] };
}

/**
 * Moves each token's last use, never beyond the database's own clock, and with that locks the rows of token_usage in
 * the order of token ids: every counter below belongs to a row that is held from here on.
 */
async function touchTokens(query: Query, records: readonly UsageRecord[], chunks: readonly UsageDetailChunk[]): Promise<ReadonlySet<string>> {
  const latest = latestOfEachToken(records);
  const others = new Set(chunks.flatMap(({ cells }) => cells.map(([tokenId]) => tokenId)));
  for (const { tokenId } of latest) others.delete(tokenId);
  const rowsOf = [...latest, ...[...others].map((tokenId) => ({ tokenId, lastAcceptedAt: null, lastAcceptedAddress: null }))];
  const rows = await query<{ token_id: string }>(
    `INSERT INTO token_usage AS kept (token_id, last_used_at, last_address, first_used_at)
     SELECT given.token_id, CASE WHEN given.last_used_at IS NOT NULL THEN least(given.last_used_at, clock_timestamp()) END,
            given.last_address, CASE WHEN given.last_used_at IS NOT NULL THEN least(given.last_used_at, clock_timestamp()) END
     FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS given (token_id, last_used_at, last_address)
     JOIN api_token ON api_token.id = given.token_id
     ORDER BY given.token_id
     ON CONFLICT (token_id) DO UPDATE SET
       last_used_at = greatest(kept.last_used_at, excluded.last_used_at),
       first_used_at = least(kept.first_used_at, excluded.first_used_at),
       last_address = CASE WHEN kept.last_used_at >= excluded.last_used_at OR excluded.last_used_at IS NULL
                           THEN kept.last_address ELSE excluded.last_address END
     RETURNING token_id`,
    [
      rowsOf.map(({ tokenId }) => tokenId),
      rowsOf.map(({ lastAcceptedAt }) => lastAcceptedAt),
      rowsOf.map(({ lastAcceptedAddress }) => lastAcceptedAddress),
    ],
  );
  return new Set(rows.map(({ token_id: tokenId }) => tokenId));
}

function latestOfEachToken(records: readonly UsageRecord[]): readonly UsageRecord[] {
  const latest = new Map<string, UsageRecord>();
  for (const record of records) {
    const known = latest.get(record.tokenId);
    if (!known || isLater(record, known)) latest.set(record.tokenId, record);
  }
  return [...latest.values()];
}

async function raiseCounters(query: Query, records: readonly UsageRecord[]): Promise<void> {
  await query(
    `INSERT INTO usage_counter AS kept
       (token_id, boot, service, counted, refused_expired, refused_disabled, refused_revoked, refused_scope, refused_address)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::bigint[], $5::bigint[], $6::bigint[], $7::bigint[],
                          $8::bigint[], $9::bigint[])
     ON CONFLICT (token_id, boot) DO UPDATE SET
       counted = greatest(kept.counted, excluded.counted),
       refused_expired = greatest(kept.refused_expired, excluded.refused_expired),
       refused_disabled = greatest(kept.refused_disabled, excluded.refused_disabled),
       refused_revoked = greatest(kept.refused_revoked, excluded.refused_revoked),
       refused_scope = greatest(kept.refused_scope, excluded.refused_scope),
       refused_address = greatest(kept.refused_address, excluded.refused_address)`,
    [
      records.map(({ tokenId }) => tokenId),
      records.map(({ boot }) => boot),
      records.map(({ service }) => service),
      records.map(({ accepted }) => accepted),
      records.map(({ refused }) => refused.expired),
      records.map(({ refused }) => refused.disabled),
      records.map(({ refused }) => refused.revoked),
      records.map(({ refused }) => refused.scope),
      records.map(({ refused }) => refused.address),
    ],
  );
}

/** The interval is counted from the event before, by the time that the store gave it. */
async function makeDue(query: Query, tokenIds: readonly string[], eventIntervalMs: number): Promise<void> {
  await query(
    `UPDATE token_usage AS usage SET due_at = greatest(clock_timestamp(), (
       SELECT event.time + $2 * interval '1 millisecond' FROM event
       WHERE event.stream = 'usage/' || usage.token_id AND event.version = usage.recorded_version
     ))
     WHERE token_id = ANY ($1::text[]) AND due_at IS NULL AND EXISTS (
       SELECT FROM usage_counter AS counter WHERE counter.token_id = usage.token_id AND counter.counted > counter.appended
     )`,
    [tokenIds, eventIntervalMs],
  );
}
