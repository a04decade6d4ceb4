import { type Query, readStream, type RecordedEvent } from '@portcullis/event-store';
import { z } from 'zod';
import { tokenStream, usageStream } from '../streams.js';

/** How far each of the two streams was shown, by version; the start of the history is [0, 0]. */
export const historyPlace = z.tuple([z.int().nonnegative(), z.int().nonnegative()]);
export type HistoryPlace = z.infer<typeof historyPlace>;

/** An event and the place in the history that follows it. */
export interface HistoryEvent {
  readonly event: RecordedEvent;
  readonly place: HistoryPlace;
}

/**
 * Up to `count` events of a token after a place: the changes of its state and its use, in the order of the store. Each
 * stream is read by its own version, so a page costs the same however long the history is.
 */
export async function readHistory(query: Query, tokenId: string, [state, use]: HistoryPlace, count: number): Promise<HistoryEvent[]> {
  const changes = await readStream(query, tokenStream(tokenId), state + 1, count);
  const uses = await readStream(query, usageStream(tokenId), use + 1, count);
  const inOrder = [...changes, ...uses].sort((one, other) => one.position - other.position).slice(0, count);
  let place: HistoryPlace = [state, use];
  return inOrder.map((event) => {
    place = event.stream === tokenStream(tokenId) ? [event.version, place[1]] : [place[0], event.version];
    return { event, place };
  });
}
