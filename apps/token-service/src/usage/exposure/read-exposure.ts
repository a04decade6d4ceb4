import type { Query } from '@portcullis/service-database';
import type { Closing, ExposureOfBoot, TokenExposure } from './exposure-answer.js';

/** A token is closed a few times in its life; of more, the newest are shown. */
const MOST_CLOSINGS = 50;

interface ClosingRow {
  readonly type: Closing['type'];
  readonly position: string;
  readonly time: Date;
  readonly in_all: string;
}

interface BootRow {
  readonly position: string;
  readonly boot: string;
  readonly service: string;
  readonly told: boolean;
  readonly complete: boolean;
  readonly calls: string | null;
  readonly first_at: Date | null;
  readonly last_at: Date | null;
  readonly groups: ExposureOfBoot['calls'] | null;
}

/**
 * What each process that the change concerned may have accepted between its commit and applying it.
 *
 * @param keptFrom what was told of changes before this may be deleted: nobody can say that it is all
 */
export async function readClosings(query: Query, tokenId: string, keptFrom: Date): Promise<Pick<TokenExposure, 'closings' | 'earlierClosings'>> {
  const closings = await query<ClosingRow>(
    `SELECT type, position, time, count(*) OVER () AS in_all FROM event
     WHERE stream = 'token/' || $1 AND type IN ('TokenRevoked', 'TokenDisabled') ORDER BY version DESC LIMIT ${MOST_CLOSINGS}`,
    [tokenId],
  );
  const boots = await readBoots(query, tokenId, closings.map(({ position }) => position));
  const shown = closings.map((closing) => toClosing(closing, boots, keptFrom));
  return { closings: shown, earlierClosings: Number(closings[0]?.in_all ?? 0) - shown.length };
}

function toClosing({ type, position, time }: ClosingRow, boots: readonly BootRow[], keptFrom: Date): Closing {
  const isKept = time >= keptFrom;
  const concerned = boots.filter((row) => row.position === position).map((row) => toExposure(row, isKept));
  return {
    type,
    position: Number(position),
    time: time.toISOString(),
    complete: isKept && concerned.every(({ complete }) => complete),
    acceptedAtMost: concerned.reduce((sum, { acceptedAtMost }) => sum + acceptedAtMost, 0),
    boots: concerned,
  };
}

/** Those that receipts are judged by: admitted before the change, and not gone by then; and whoever told something of it. */
function readBoots(query: Query, tokenId: string, positions: readonly string[]): Promise<BootRow[]> {
  return query<BootRow>(
    `SELECT closing.position, concerned.boot, concerned.service, coalesce(told.exposure_to >= closing.position, false) AS told,
            coalesce(exposure.complete, true) AND coalesce(told.exposure_unsure_to, 0) < closing.position AS complete,
            exposure.calls, exposure.first_at, exposure.last_at, exposure.groups
     FROM unnest($2::bigint[]) AS closing (position)
     CROSS JOIN LATERAL (
       SELECT boot, service FROM replica_boot
       WHERE admitted_position < closing.position AND (gone_position IS NULL OR gone_position >= closing.position)
       UNION
       SELECT other.boot, other.service FROM usage_exposure AS given JOIN usage_boot AS other USING (boot)
       WHERE given.token_id = $1 AND given.position = closing.position
     ) AS concerned
     LEFT JOIN usage_boot AS told ON told.boot = concerned.boot
     LEFT JOIN usage_exposure AS exposure ON exposure.token_id = $1 AND exposure.position = closing.position AND exposure.boot = concerned.boot
     ORDER BY concerned.service, concerned.boot`,
    [tokenId, positions],
  );
}

function toExposure({ service, boot, told, complete, calls, first_at: firstAt, last_at: lastAt, groups }: BootRow, isKept: boolean): ExposureOfBoot {
  return {
    service,
    boot,
    complete: isKept && told && complete,
    acceptedAtMost: Number(calls ?? 0),
    firstAt: firstAt?.toISOString() ?? null,
    lastAt: lastAt?.toISOString() ?? null,
    calls: groups ?? [],
    // Never below nothing, whatever a process told.
    otherCalls: Math.max(0, (groups ?? []).reduce((rest, group) => rest - group.calls, Number(calls ?? 0))),
  };
}
