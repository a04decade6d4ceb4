import type { Query } from '@portcullis/event-store';

/** An event as the tree takes it. */
export interface LeafEvent {
  readonly position: number;
  readonly workspaceId: string;
  readonly workspaceSequence: number;
  /** As they are stored and hashed. */
  readonly bytes: Buffer;
}

/** At most `limit` events after a position, in its order. @throws Error where the next one is missing: positions have no gaps. */
export async function leafEventsAfter(query: Query, position: number, limit: number): Promise<LeafEvent[]> {
  const rows = await query<{ position: string; workspace_id: string; workspace_sequence: string; bytes: Buffer }>(
    'SELECT position, workspace_id, workspace_sequence, bytes FROM event WHERE position > $1 ORDER BY position LIMIT $2',
    [position, limit],
  );
  const events = rows.map((row) => ({ position: Number(row.position), workspaceId: row.workspace_id, workspaceSequence: Number(row.workspace_sequence), bytes: row.bytes }));
  const gap = events.findIndex((event, at) => event.position !== position + at + 1);
  if (gap >= 0) throw new MissingEvent(position + gap + 1);
  return events;
}

/** Somebody has taken an event away. */
export class MissingEvent extends Error {
  override readonly name = 'MissingEvent';

  constructor(readonly position: number) {
    super(`The event at position ${position} is missing, and later ones are there`);
  }
}
