import type { Query } from '@portcullis/event-store';
import type { UsageRecord } from '@portcullis/messages';
import { isLater } from './newest-counts.js';

/**
 * Counts the records in the caller's transaction: a row for each (boot, token) keeps the highest of each count, so
 * records that come twice, late or out of order change nothing. Three statements, however many records there are.
 * Refused calls are counted, but only accepted ones make a TokenUsed due.
 *
 * @param records at most one for each boot and token
 * @param eventIntervalMs a token's TokenUsed events are at least this far apart; the first is due at once
 * @returns how many of the records are of tokens that this store never issued; these are not counted
 */
export async function countUsage(query: Query, records: readonly UsageRecord[], eventIntervalMs: number): Promise<number> {
  const tokenIds = await touchTokens(query, records);
  const counted = records.filter(({ tokenId }) => tokenIds.has(tokenId));
  await raiseCounters(query, counted);
  await makeDue(query, [...tokenIds], eventIntervalMs);
  return records.length - counted.length;
}

/**
 * Moves each token's last use, never beyond the database's own clock, and with that locks the rows of token_usage in
 * the order of token ids: every counter below belongs to a row that is held from here on.
 */
async function touchTokens(query: Query, records: readonly UsageRecord[]): Promise<ReadonlySet<string>> {
  const latest = latestOfEachToken(records);
  const rows = await query<{ token_id: string }>(
    `INSERT INTO token_usage AS kept (token_id, last_used_at, last_address)
     SELECT given.token_id, CASE WHEN given.last_used_at IS NOT NULL THEN least(given.last_used_at, clock_timestamp()) END,
            given.last_address
     FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS given (token_id, last_used_at, last_address)
     JOIN api_token ON api_token.id = given.token_id
     ORDER BY given.token_id
     ON CONFLICT (token_id) DO UPDATE SET
       last_used_at = greatest(kept.last_used_at, excluded.last_used_at),
       last_address = CASE WHEN kept.last_used_at >= excluded.last_used_at OR excluded.last_used_at IS NULL
                           THEN kept.last_address ELSE excluded.last_address END
     RETURNING token_id`,
    [
      latest.map(({ tokenId }) => tokenId),
      latest.map(({ lastAcceptedAt }) => lastAcceptedAt),
      latest.map(({ lastAcceptedAddress }) => lastAcceptedAddress),
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
