import type { Query } from '@portcullis/event-store';
import { leafHash, TILE_WIDTH } from '@portcullis/history-proof';
import { EvidenceBroken } from '../checkpoints/evidence-broken.js';
import { type LeafEvent, leafEventsAfter, MissingEvent } from '../tree/leaf-event.js';
import { storedNodes } from '../tree/stored-tiles.js';
import { treeAndHead } from '../tree/tree-size.js';

/** Compares the events that were hashed last, at most a tile of them, with their leaves. @throws EvidenceBroken for the first that differs. */
export async function verifyNewestEvents(query: Query): Promise<void> {
  const { size } = await treeAndHead(query);
  const first = Math.max(0, size - TILE_WIDTH);
  const events = await eventsAfter(query, first, size - first);
  const leaves = await storedNodes(query)(events.map(({ position }) => ({ level: 0, index: position - 1 })));
  for (const [at, event] of events.entries()) {
    if (!leaves[at]?.equals(leafHash(event.bytes))) throw new EvidenceBroken({ found: 'event_altered', position: event.position });
  }
}

/** So many events after a position; they were hashed, so they have to be there. @throws EvidenceBroken for one that is not. */
export async function eventsAfter(query: Query, position: number, count: number): Promise<LeafEvent[]> {
  try {
    const events = await leafEventsAfter(query, position, count);
    if (events.length < count) throw new MissingEvent(position + events.length + 1);
    return events;
  } catch (error) {
    throw error instanceof MissingEvent ? new EvidenceBroken({ found: 'event_missing', position: error.position }) : error;
  }
}

