import type { EventToAppend, Query } from '@portcullis/event-store';

/** Schema of these events. */
const SCHEMA_VERSION = 1;

/** What a workspace decided for itself. */
export function workspaceStream(workspaceId: string): string {
  return `workspace/${workspaceId}`;
}

/** @param version of the stream before the event; 0: it has none yet */
export function workspaceUpdated(workspaceId: string, version: number, maximumTokenLifetimeDays: number | null): EventToAppend {
  const data = { maximumTokenLifetimeDays };
  return { stream: workspaceStream(workspaceId), expectedVersion: version, type: 'WorkspaceUpdated', schemaVersion: SCHEMA_VERSION, workspaceId, data };
}

/** Of the stream; it stays so for as long as the workspace's row is locked. */
export async function versionOfWorkspace(query: Query, workspaceId: string): Promise<number> {
  const [row] = await query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM event WHERE stream = $1', [workspaceStream(workspaceId)]);
  return row?.version ?? 0;
}
