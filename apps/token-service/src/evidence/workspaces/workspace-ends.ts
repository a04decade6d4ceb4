import type { Query } from '@portcullis/event-store';
import type { WorkspaceCommitment } from '@portcullis/history-proof';

export type WorkspaceEnd = WorkspaceCommitment;

/** Of so many workspaces one statement tells: each costs two look-ups by index. */
const WORKSPACES_AT_ONCE = 5_000;

/** @param afterSize size of the newest checkpoint: from the next one on the workspaces are at these ends. */
export async function recordEnds(query: Query, afterSize: number, ends: readonly WorkspaceEnd[]): Promise<void> {
  await query(
    `INSERT INTO evidence_workspace (workspace_id, after_size, count, last_hash)
       SELECT workspace_id, $1, count, decode(last_hash, 'hex') FROM unnest($2::text[], $3::bigint[], $4::text[]) AS ends (workspace_id, count, last_hash)
     ON CONFLICT (workspace_id, after_size) DO UPDATE SET count = EXCLUDED.count, last_hash = EXCLUDED.last_hash`,
    [afterSize, ends.map(({ workspaceId }) => workspaceId), ends.map(({ count }) => count), ends.map(({ lastHash }) => lastHash)],
  );
}

/** Where the workspaces were at a kept checkpoint, or are at the size that is about to be signed: as it was recorded, in no order that counts. */
export function endsAt(query: Query, size: number): Promise<WorkspaceEnd[]> {
  return allPages(query, RECORDED_ENDS, size);
}

/** The same, from the events themselves. Cheap only where `size` is about the size of the store: each event that came since is passed over. */
export function endsOfEvents(query: Query, size: number): Promise<WorkspaceEnd[]> {
  return allPages(query, ENDS_OF_EVENTS, size);
}

/** Where a workspace was, and how many events had brought it there. */
export interface WorkspaceAdvance extends WorkspaceEnd {
  readonly events: number;
}

/** Of the workspaces that had events in (after, size]: where they were at `size`, from the events themselves. Reads each of those events. */
export async function endsOfEventsAfter(query: Query, after: number, size: number): Promise<WorkspaceAdvance[]> {
  const rows = await query<EndRow & { readonly workspace_id: string; readonly events: string }>(
    `SELECT newest.workspace_id, newest.events, event.workspace_sequence AS count, encode(sha256(event.bytes), 'hex') AS last_hash
     FROM (SELECT max(position) AS position, count(*) AS events, workspace_id FROM event WHERE position > $1 AND position <= $2 GROUP BY workspace_id) AS newest
       JOIN event USING (position)`,
    [after, size],
  );
  return rows.map((row) => ({ workspaceId: row.workspace_id, count: Number(row.count), lastHash: row.last_hash ?? '', events: Number(row.events) }));
}

/** As they were recorded, of these workspaces alone; those that have none are left out. */
export async function recordedEndsOf(query: Query, workspaceIds: readonly string[], size: number): Promise<WorkspaceEnd[]> {
  const rows = await query<EndRow>(
    `SELECT page.workspace_id, newest.count, encode(newest.last_hash, 'hex') AS last_hash
     FROM unnest($2::text[]) AS page (workspace_id) CROSS JOIN LATERAL (${NEWEST_RECORDED} LIMIT 1) AS newest`,
    [size, workspaceIds],
  );
  return endsOf(rows);
}

function endsOf(rows: readonly EndRow[]): WorkspaceEnd[] {
  return rows.flatMap(({ workspace_id: workspaceId, count, last_hash: lastHash }) => (count === null || lastHash === null ? [] : [{ workspaceId, count: Number(count), lastHash }]));
}

async function allPages(query: Query, sql: string, size: number): Promise<WorkspaceEnd[]> {
  const ends: WorkspaceEnd[] = [];
  for (let after: string | undefined = ''; after !== undefined;) {
    const rows: EndRow[] = await query<EndRow>(sql, [size, after, WORKSPACES_AT_ONCE]);
    ends.push(...endsOf(rows));
    after = rows.length === WORKSPACES_AT_ONCE ? rows.at(-1)?.workspace_id : undefined;
  }
  return ends;
}

interface EndRow {
  readonly workspace_id: string;
  /** Null where the workspace has no event so early. */
  readonly count: string | null;
  readonly last_hash: string | null;
}

/**
 * From one workspace to the next by index, whatever the number of their rows. Each table is gone through in the order of its
 * own column, which may be any; the order of the tree is made where the tree is.
 */
const fromOneToTheNext = (table: string, newest: string): string => `
WITH RECURSIVE known (workspace_id) AS (
  SELECT min(workspace_id) FROM ${table} WHERE workspace_id > $2
  UNION ALL
  SELECT (SELECT min(later.workspace_id) FROM ${table} AS later WHERE later.workspace_id > known.workspace_id) FROM known
  WHERE known.workspace_id IS NOT NULL
), page AS (SELECT workspace_id FROM known WHERE workspace_id IS NOT NULL LIMIT $3)
SELECT page.workspace_id, newest.count, encode(newest.last_hash, 'hex') AS last_hash
FROM page LEFT JOIN LATERAL (${newest} LIMIT 1) AS newest ON true
ORDER BY page.workspace_id`;

const NEWEST_RECORDED = `
  SELECT ends.count, ends.last_hash FROM evidence_workspace AS ends
  WHERE ends.workspace_id = page.workspace_id AND ends.after_size < $1 ORDER BY ends.after_size DESC`;
const RECORDED_ENDS = fromOneToTheNext('evidence_workspace', NEWEST_RECORDED);

/** The column that repeats the hash is not believed. */
const ENDS_OF_EVENTS = fromOneToTheNext(
  'event',
  `SELECT event.workspace_sequence AS count, sha256(event.bytes) AS last_hash FROM event
   WHERE event.workspace_id = page.workspace_id AND event.position <= $1 ORDER BY event.workspace_sequence DESC`,
);
