import type { Query } from '@portcullis/event-store';
import type { UsageDetailChunk } from '@portcullis/messages';

/** A service has a few dozen; one that makes routes up shall not fill the table. */
export const MOST_ROUTES_OF_SERVICE = 2_000;

export type RouteNumbers = (service: string, route: { readonly route: string; readonly scopes: readonly string[] }) => number;

const keyOf = (service: string, route: string, scopes: readonly string[]): string => JSON.stringify([service, route, ...scopes]);

/** The numbers of all routes that these chunks name; 0 where a service has too many. New ones are added. */
export async function numberRoutes(query: Query, chunks: readonly UsageDetailChunk[]): Promise<RouteNumbers> {
  const named = new Map(chunks.flatMap(({ service, routes }) => routes.map(({ route, scopes }) => [keyOf(service, route, scopes), { service, route, scopes: JSON.stringify(scopes) }] as const)));
  const given = [...named.values()];
  if (given.length === 0) return () => 0;
  const parameters = [given.map(({ service }) => service), given.map(({ route }) => route), given.map(({ scopes }) => scopes)];
  const known = await find(query, parameters);
  const all = known.length === named.size ? known : await addMissing(query, parameters);
  const numbers = new Map(all.map(({ id, service, route, scopes }) => [keyOf(service, route, scopes), id]));
  return (service, { route, scopes }) => numbers.get(keyOf(service, route, scopes)) ?? 0;
}

interface RouteRow {
  readonly id: number;
  readonly service: string;
  readonly route: string;
  readonly scopes: readonly string[];
}

const GIVEN = `
  SELECT service, route, ARRAY(SELECT jsonb_array_elements_text(scopes::jsonb)) AS scopes
  FROM unnest($1::text[], $2::text[], $3::text[]) AS told (service, route, scopes)`;

function find(query: Query, parameters: readonly unknown[]): Promise<RouteRow[]> {
  return query<RouteRow>(`SELECT known.* FROM (${GIVEN}) AS given JOIN usage_route AS known USING (service, route, scopes)`, parameters);
}

async function addMissing(query: Query, parameters: readonly unknown[]): Promise<RouteRow[]> {
  await query(
    `INSERT INTO usage_route (service, route, scopes)
     SELECT service, route, scopes FROM (
       SELECT given.*, row_number() OVER (PARTITION BY service ORDER BY route, scopes)
                       + (SELECT count(*) FROM usage_route AS of_service WHERE of_service.service = given.service) AS place
       FROM (${GIVEN}) AS given
       WHERE NOT EXISTS (SELECT FROM usage_route AS known WHERE (known.service, known.route, known.scopes) = (given.service, given.route, given.scopes))
     ) AS missing
     WHERE place <= ${MOST_ROUTES_OF_SERVICE}
     ORDER BY service, route, scopes
     ON CONFLICT DO NOTHING`,
    parameters,
  );
  return find(query, parameters);
}
