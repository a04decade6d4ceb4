import { Injectable } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import { BoundValues } from '../../tokens/read-model/bound-values.js';
import type { TracedEvent } from '../../tokens/token-history/shown-event.js';
import { EVENT_ROW, type EventRow, traceEvents } from '../../tokens/token-history/traced-events.js';
import { eventSource } from './event-source.js';
import type { EventCriteria } from './list-events.query.js';

/** Which page of which list of events. */
export interface EventPage {
  readonly workspaceId: string;
  readonly criteria: EventCriteria;
  readonly direction: 'ASC' | 'DESC';
  /** Position of the last event of the page before; undefined: from the beginning of the list. */
  readonly place: number | undefined;
  readonly count: number;
}

/** The events of a workspace, page by page; a page costs the same however long the history is, and whatever it is asked by. */
@Injectable()
export class EventPages {
  constructor(private readonly dataSource: DataSource) {}

  async read(page: EventPage): Promise<TracedEvent[]> {
    const bound = new BoundValues();
    const sql = pageOfEvents(page, bound);
    const query = queryOf(this.dataSource.manager);
    return traceEvents(query, await query<EventRow>(sql, bound.values));
  }
}

/** SQL of the page's rows, whose values are bound. */
export function pageOfEvents(page: EventPage, bound: BoundValues): string {
  return `
    SELECT ${EVENT_ROW}
    FROM (${boundsOf(page, bound)}) AS bounds
    CROSS JOIN LATERAL (${eventSource(page, bound)}) AS event
    LEFT JOIN event_origin AS origin ON origin.position = event.position
    ORDER BY event.position ${page.direction}`;
}

/** Everything that is said of places and times comes to a lowest position, not included, and a highest. */
function boundsOf({ criteria: { from, to, after, before }, direction, place }: EventPage, bound: BoundValues): string {
  const lows = [after, direction === 'ASC' ? place : undefined].filter((low) => low !== undefined).map((low) => bound.bind(low, 'bigint'));
  const highs = [before, direction === 'DESC' ? place : undefined].filter((high) => high !== undefined).map((high) => bound.bind(high - 1, 'bigint'));
  if (from !== undefined) lows.push(`position_before(${bound.bind(from, 'timestamptz')})`);
  if (to !== undefined) highs.push(`position_before(${bound.bind(to, 'timestamptz')})`);
  // Offset 0 keeps the planner from asking for them again for each row.
  return `SELECT greatest(0, ${['0', ...lows].join(', ')}) AS low, least(${['(SELECT position FROM event_head)', ...highs].join(', ')}) AS high OFFSET 0`;
}
