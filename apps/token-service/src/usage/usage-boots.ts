import type { Query } from '@portcullis/event-store';
import type { ToldUsage } from './told-usage.js';

/** A boot of which something was counted; its row is held by the transaction. */
export interface UsageBoot {
  readonly folded: boolean;
  /** Every chunk of detail up to this one was counted. */
  readonly chunksTo: number;
  /** Those above it that were counted too. */
  readonly chunksAhead: readonly number[];
}

interface BootRow {
  readonly boot: string;
  readonly folded: boolean;
  readonly chunks_to: string;
  readonly chunks_ahead: readonly string[];
}

/** Locks the rows of all boots that told something, in the order of boots. */
export async function touchBoots(query: Query, { records, chunks, reports }: ToldUsage): Promise<ReadonlyMap<string, UsageBoot>> {
  const services = new Map([...records, ...chunks, ...reports].map(({ boot, service }) => [boot, service]));
  const rows = await query<BootRow>(
    `INSERT INTO usage_boot (boot, service)
     SELECT boot, service FROM unnest($1::text[], $2::text[]) AS told (boot, service) ORDER BY boot
     ON CONFLICT (boot) DO UPDATE SET last_told_at = greatest(usage_boot.last_told_at, clock_timestamp())
     RETURNING boot, folded, chunks_to, chunks_ahead`,
    [[...services.keys()], [...services.values()]],
  );
  return new Map(rows.map((row) => [row.boot, { folded: row.folded, chunksTo: Number(row.chunks_to), chunksAhead: row.chunks_ahead.map(Number) }]));
}
