import { append, type JsonObject } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { createRequestId } from '@portcullis/service-kit';
import type { DataSource } from 'typeorm';
import { whenFree } from '../when-free.js';
import type { Asked } from './subject.js';

const SCHEMA_VERSION = 1;

/** How many rows had an address or user agent of the subject. */
interface Counts {
  readonly events: number;
  readonly sessions: number;
  readonly uses: number;
}

/** The same, in one workspace. */
export interface Forgotten extends Counts {
  readonly workspaceId: string;
}

/**
 * What one forgetting says in the history of each workspace concerned: that it began, before anything is deleted, and in the
 * end how many rows. What kind of subject, and never which.
 */
export class ForgettingEvents {
  private readonly forgotten = new Map<string, Forgotten>();
  private readonly requestId = createRequestId();

  constructor(
    private readonly dataSource: DataSource,
    private readonly subjectKind: Asked['kind'],
  ) {}

  /** Nothing of a workspace is deleted before this: what is stopped halfway, or killed, stands in an event all the same. */
  async begin(workspaceId: string): Promise<void> {
    if (this.forgotten.has(workspaceId)) return;
    await this.note(workspaceId, 'ForgettingBegun', {});
    this.forgotten.set(workspaceId, { workspaceId, events: 0, sessions: 0, uses: 0 });
  }

  /** @param counts of a workspace where it began */
  add(workspaceId: string, counts: Partial<Counts>): void {
    const { events, sessions, uses } = this.forgotten.get(workspaceId) ?? { events: 0, sessions: 0, uses: 0 };
    const sums = { events: events + (counts.events ?? 0), sessions: sessions + (counts.sessions ?? 0), uses: uses + (counts.uses ?? 0) };
    this.forgotten.set(workspaceId, { workspaceId, ...sums });
  }

  async end(): Promise<readonly Forgotten[]> {
    const all = [...this.forgotten.values()];
    for (const { workspaceId, ...counts } of all) await this.note(workspaceId, 'OriginsForgotten', counts);
    return all;
  }

  private note(workspaceId: string, type: string, data: JsonObject): Promise<void> {
    return whenFree(() =>
      this.dataSource.transaction(async (manager) => {
        const query = queryOf(manager);
        // One at a time in a workspace, so that its stream is still where it was looked at.
        await query('SELECT id FROM workspace WHERE id = $1 FOR NO KEY UPDATE', [workspaceId]);
        const stream = `forgetting/${workspaceId}`;
        const [row] = await query<{ version: number }>('SELECT coalesce(max(version), 0)::int AS version FROM event WHERE stream = $1', [stream]);
        const event = { stream, expectedVersion: row?.version ?? 0, type, schemaVersion: SCHEMA_VERSION, workspaceId, data: { subjectKind: this.subjectKind, ...data } };
        const outcome = await append(query, [event], { actor: { type: 'system', id: 'command-line' }, requestId: this.requestId });
        if (outcome.outcome !== 'appended') throw new Error(`${stream} is not at version ${event.expectedVersion}`);
      }),
    );
  }
}
