import type { Query } from '@portcullis/event-store';
import type { ForgettingEvents } from './forgetting-events.js';

/** Rows of a statement: some 50 ms, and as long does a change wait for nothing but its own rows. */
const AT_ONCE = 5_000;

interface Page {
  readonly deleted: number;
  readonly type: string | null;
  readonly position: string | null;
}

/** Deletes, with their salts, from where an actor caused events; returns of how many events. The events stay, byte for byte. */
export async function forgetOriginsOf(query: Query, workspaceId: string, actor: string): Promise<number> {
  let deleted = 0;
  for (let [type, position]: [string | null, string | null] = ['', '0']; type !== null; ) {
    const [page]: Page[] = await query<Page>(
      `WITH page AS (
         SELECT type, position FROM event WHERE workspace_id = $1 AND event_actor(bytes) = $2 AND (type, position) > ($3, $4::bigint)
         ORDER BY type, position LIMIT ${AT_ONCE}
       ), gone AS (DELETE FROM event_origin USING page WHERE event_origin.position = page.position RETURNING event_origin.position)
       SELECT (SELECT count(*)::int FROM gone) AS deleted, last.type, last.position
       FROM (SELECT 1) AS one LEFT JOIN (SELECT type, position FROM page ORDER BY type DESC, position DESC LIMIT 1) AS last ON true`,
      [workspaceId, actor, type, position],
    );
    deleted += page?.deleted ?? 0;
    [type, position] = [page?.type ?? null, page?.position ?? null];
  }
  return deleted;
}

interface AddressPage {
  readonly last: string | null;
  readonly found: readonly { readonly workspaceId: string; readonly positions: readonly string[] }[];
}

/** The same of all events that were caused from an address, whole rows: the user agent stood beside it. */
export async function forgetOriginsAt(query: Query, address: string, history: ForgettingEvents): Promise<void> {
  for (let last: string | null = '0'; last !== null; ) {
    const [page]: AddressPage[] = await query<AddressPage>(
      `WITH page AS MATERIALIZED (SELECT position, address FROM event_origin WHERE position > $1::bigint ORDER BY position LIMIT ${AT_ONCE})
       SELECT (SELECT max(position) FROM page) AS last,
         (SELECT coalesce(json_agg(found), '[]') FROM (
            SELECT event.workspace_id AS "workspaceId", array_agg(position::text) AS positions
            FROM page JOIN event USING (position) WHERE page.address = $2 GROUP BY event.workspace_id) AS found) AS found`,
      [last, address],
    );
    for (const { workspaceId, positions } of page?.found ?? []) {
      await history.begin(workspaceId);
      const gone = await query('DELETE FROM event_origin WHERE position = ANY ($1::bigint[]) AND address = $2 RETURNING position', [positions, address]);
      history.add(workspaceId, { events: gone.length });
    }
    last = page?.last ?? null;
  }
}
