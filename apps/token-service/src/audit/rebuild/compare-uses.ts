import { type Fact, factsOf, parseFacts, type Query } from '@portcullis/event-store';
import { evolveUsage, type TokenUsage, type TokenUsed, unused } from '@portcullis/token';
import { type Difference, differing } from './difference.js';

/** A token's recorded use as its events so far make it. */
export interface UseAgain {
  readonly id: string;
  readonly usage: TokenUsage;
  readonly version: number;
}

export function useAfter(use: UseAgain | undefined, { stream, version, type, data }: Fact): UseAgain {
  const event = { type, ...data } as unknown as TokenUsed;
  return { id: use?.id ?? stream.slice('usage/'.length), usage: evolveUsage(use?.usage ?? unused, event), version };
}

interface KeptRow {
  readonly asked: string;
  readonly facts: string | null;
  readonly recorded_version: string | null;
  readonly recorded_accepted: string | null;
  readonly recorded_last_used_at: Date | null;
  readonly last_used_at: Date | null;
}

/** As for tokens: the row and what happened since, of one moment. */
const KEPT_ROWS = `
  SELECT asked.id AS asked, kept.recorded_version, kept.recorded_accepted, kept.recorded_last_used_at, kept.last_used_at,
    ${factsOf(`SELECT bytes FROM event WHERE stream = 'usage/' || asked.id AND version > asked.version ORDER BY version`)} AS facts
  FROM unnest($1::text[], $2::bigint[]) AS asked (id, version) LEFT JOIN token_usage AS kept ON kept.token_id = asked.id`;

/** Which of the rows do not say what was recorded. The last use itself may be newer than its events, and never older. */
export async function compareUses(query: Query, uses: readonly UseAgain[]): Promise<Difference[]> {
  if (uses.length === 0) return [];
  const rows = await query<KeptRow>(KEPT_ROWS, [uses.map(({ id }) => id), uses.map(({ version }) => version)]);
  const made = new Map(uses.map((use) => [use.id, use]));
  return rows.flatMap((row) => {
    const use = parseFacts(row.facts).reduce<UseAgain | undefined>(useAfter, made.get(row.asked));
    return use === undefined ? [] : compare(row, use);
  });
}

function compare(row: KeptRow, { id, usage, version }: UseAgain): Difference[] {
  if (row.recorded_version === null) return [{ table: 'token_usage', id, what: 'missing' }];
  const lastUsedAt = row.last_used_at?.toISOString() ?? '';
  const kept = {
    recordedVersion: Number(row.recorded_version),
    recordedAccepted: Number(row.recorded_accepted),
    recordedLastUsedAt: row.recorded_last_used_at?.toISOString() ?? null,
    lastUsedAt: usage.lastUsedAt !== null && lastUsedAt < usage.lastUsedAt ? lastUsedAt : usage.lastUsedAt,
  };
  const shouldBe = { recordedVersion: version, recordedAccepted: usage.accepted, recordedLastUsedAt: usage.lastUsedAt, lastUsedAt: usage.lastUsedAt };
  const what = differing(kept, shouldBe, Object.is);
  return what.length === 0 ? [] : [{ table: 'token_usage', id, what }];
}
