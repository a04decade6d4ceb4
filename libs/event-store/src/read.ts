import { parseEnvelope } from './envelope.js';
import type { RecordedEvent } from './event.js';
import type { Query } from './query.js';
import type { Timestamp } from './timestamp.js';

interface BytesRow {
  readonly bytes: Buffer;
}

/** The events of one stream in version order, from `fromVersion` on, all or at most `limit`; none for a stream that does not exist. */
export async function readStream(query: Query, stream: string, fromVersion = 1, limit?: number): Promise<RecordedEvent[]> {
  const rows = await query<BytesRow>('SELECT bytes FROM event WHERE stream = $1 AND version >= $2 ORDER BY version LIMIT $3', [
    stream,
    fromVersion,
    limit ?? null,
  ]);
  return rows.map(recordedEvent);
}

/**
 * The events of one stream in version order where a workspace began it; of another's none, as of one that does not exist.
 * Whose it is its first event says, and is asked first: what another workspace wrote is not even read.
 */
export async function readStreamOf(query: Query, workspaceId: string, stream: string): Promise<RecordedEvent[]> {
  const rows = await query<BytesRow>(
    `SELECT bytes FROM event WHERE stream = $1
       AND (SELECT workspace_id FROM event AS beginning WHERE beginning.stream = $1 AND beginning.version = 1) = $2
     ORDER BY version`,
    [stream, workspaceId],
  );
  return rows.map(recordedEvent);
}

/** All events of several streams, each stream's in version order; of those that do not exist, none. */
export async function readStreams(query: Query, streams: readonly string[]): Promise<RecordedEvent[]> {
  const rows = await query<BytesRow>('SELECT bytes FROM event WHERE stream = ANY ($1::text[]) ORDER BY stream, version', [streams]);
  return rows.map(recordedEvent);
}

/**
 * At most `limit` events after a position, in position order. As positions are committed in their order, what it answers
 * follows `afterPosition` without a gap, whatever is being appended meanwhile.
 */
export async function readAll(query: Query, afterPosition: number, limit: number): Promise<RecordedEvent[]> {
  const rows = await query<BytesRow>('SELECT bytes FROM event WHERE position > $1 ORDER BY position LIMIT $2', [afterPosition, limit]);
  return rows.map(recordedEvent);
}

export interface Head {
  readonly storeId: string;
  /** Position of the newest event; 0 in an empty store. */
  readonly position: number;
  /** Time of the newest event, or of the store's making. */
  readonly time: Timestamp;
}

export async function head(query: Query): Promise<Head> {
  const [row] = await query<{ store_id: string; position: string; time: Timestamp }>(
    `SELECT store_id, position, to_char(time AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS time FROM event_head`,
  );
  if (!row) throw new Error('The event store has lost its head: event_head holds no row');
  return { storeId: row.store_id, position: Number(row.position), time: row.time };
}

function recordedEvent({ bytes }: BytesRow): RecordedEvent {
  const { position, stream, version, type, schemaVersion, time, workspaceId, workspaceSequence, actor, requestId, data } = parseEnvelope(bytes);
  return { position, stream, version, type, schemaVersion, time, workspaceId, workspaceSequence, actor, requestId, data };
}
