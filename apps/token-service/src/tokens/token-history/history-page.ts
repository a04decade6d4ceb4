import type { Query } from '@portcullis/event-store';
import { z } from 'zod';
import { tokenStream, usageStream } from '../streams.js';
import type { TracedEvent } from './shown-event.js';
import { EVENT_ROW, type EventRow, traceEvents } from './traced-events.js';

/** How far each of the two streams was shown, by version; the start of the history is [0, 0]. */
export const historyPlace = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type HistoryPlace = z.infer<typeof historyPlace>;

/** An event and the place in the history that follows it. */
export interface HistoryEvent extends TracedEvent {
  readonly place: HistoryPlace;
}

/** Each stream is read by its own version, so a page costs the same however long the history is. */
const PAGE = `
  SELECT ${EVENT_ROW}
  FROM (SELECT * FROM (SELECT * FROM event WHERE stream = $1 AND version > $2 ORDER BY version LIMIT $5) AS changes
        UNION ALL SELECT * FROM (SELECT * FROM event WHERE stream = $3 AND version > $4 ORDER BY version LIMIT $5) AS uses) AS event
  LEFT JOIN event_origin AS origin ON origin.position = event.position
  ORDER BY event.position LIMIT $5`;

/** Up to `count` events of a token after a place: the changes of its state and its use, in the order of the store. */
export async function readHistory(query: Query, tokenId: string, [state, use]: HistoryPlace, count: number): Promise<HistoryEvent[]> {
  const rows = await query<EventRow>(PAGE, [tokenStream(tokenId), state, usageStream(tokenId), use, count]);
  let place: HistoryPlace = [state, use];
  return (await traceEvents(query, rows)).map((event) => {
    const { stream, version } = event.envelope;
    place = stream === tokenStream(tokenId) ? [version, place[1]] : [place[0], version];
    return { ...event, place };
  });
}
