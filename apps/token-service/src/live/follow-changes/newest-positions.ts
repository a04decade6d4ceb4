import type { Query } from '@portcullis/event-store';
import { LIVE_SESSION } from '../../identity/sessions/session-table.js';

/** Who follows: by session, which can end while it follows. */
export interface Following {
  readonly sessionId: string;
  readonly workspaceId: string;
}

/**
 * The newest position of each workspace that a live session of these follows, by session; a session that is over is left
 * out. One query for all of them, however many they are.
 */
export async function newestPositions(query: Query, following: readonly Following[]): Promise<ReadonlyMap<string, number>> {
  const rows = await query<{ sessionId: string; position: string | null }>(
    `SELECT session.id AS "sessionId",
            (SELECT position FROM event WHERE event.workspace_id = app_user.workspace_id ORDER BY workspace_sequence DESC LIMIT 1) AS position
     FROM session JOIN app_user ON app_user.id = session.user_id
     WHERE session.id = ANY($1) AND app_user.status = 'active' AND ${LIVE_SESSION}`,
    [following.map(({ sessionId }) => sessionId)],
  );
  return new Map(rows.map(({ sessionId, position }) => [sessionId, Number(position ?? 0)]));
}
