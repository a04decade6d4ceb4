import type { Query } from '@portcullis/event-store';
import type { ExposureReport } from '@portcullis/messages';

/**
 * Keeps what boots told of tokens that were closed, and how far they have told; the rows of the boots are held. Told
 * again it changes nothing.
 */
export async function keepExposures(query: Query, reports: readonly ExposureReport[]): Promise<void> {
  if (reports.length === 0) return;
  const closings = reports.flatMap(({ boot, closings: told }) => told.map((closing) => ({ boot, ...closing })));
  await query(
    `INSERT INTO usage_exposure (token_id, position, boot, complete, calls, first_at, last_at, groups)
     SELECT told.* FROM unnest($1::text[], $2::bigint[], $3::text[], $4::boolean[], $5::bigint[], $6::timestamptz[], $7::timestamptz[], $8::jsonb[])
                        AS told (token_id, position, boot, complete, calls, first_at, last_at, groups)
     JOIN api_token ON api_token.id = told.token_id
     ORDER BY told.token_id, told.position, told.boot
     ON CONFLICT DO NOTHING`,
    [
      closings.map(({ tokenId }) => tokenId),
      closings.map(({ position }) => position),
      closings.map(({ boot }) => boot),
      closings.map(({ complete }) => complete),
      closings.map(({ calls }) => calls),
      closings.map(({ firstAt }) => firstAt),
      closings.map(({ lastAt }) => lastAt),
      closings.map(({ groups }) => JSON.stringify(groups)),
    ],
  );
  await query(
    `UPDATE usage_boot AS kept SET
       exposure_to = greatest(kept.exposure_to, told.up_to), exposure_unsure_to = greatest(kept.exposure_unsure_to, told.unsure_to)
     FROM (SELECT boot, max(up_to) AS up_to, max(unsure_to) AS unsure_to
           FROM unnest($1::text[], $2::bigint[], $3::bigint[]) AS each (boot, up_to, unsure_to) GROUP BY boot) AS told
     WHERE kept.boot = told.boot`,
    [reports.map(({ boot }) => boot), reports.map(({ upTo }) => upTo), reports.map(({ unsureTo }) => unsureTo)],
  );
}
