import { hash } from 'node:crypto';
import type { Query } from '@portcullis/event-store';
import { edgeOf, leafHash, TileWriter } from '@portcullis/history-proof';
import { newestSize } from '../checkpoints/kept-checkpoints.js';
import { recordEnds, type WorkspaceEnd } from '../workspaces/workspace-ends.js';
import { type LeafEvent, leafEventsAfter } from './leaf-event.js';
import { readTiles, writeTiles } from './stored-tiles.js';
import { lockTree, writeTreeSize } from './tree-size.js';

/** Bounds the memory of a batch, and for how long it holds the tree. */
export const EVENTS_IN_A_BATCH = 500;

/**
 * Brings the next events into the tree; to be run in a transaction of its own, never in one that appends. Whoever comes
 * second waits for the lock and goes on where the first has come to, so no event enters twice. The disk is not waited for:
 * a server that loses the last batches makes them again from the same events.
 *
 * @returns how many it brought, at most `EVENTS_IN_A_BATCH`.
 */
export async function followEvents(query: Query): Promise<number> {
  await query('SET LOCAL synchronous_commit = off');
  const size = await lockTree(query);
  const events = await leafEventsAfter(query, size, EVENTS_IN_A_BATCH);
  if (events.length === 0) return 0;
  const writer = new TileWriter(size, await readTiles(query, edgeOf(size)));
  for (const { bytes } of events) writer.add(leafHash(bytes));
  await writeTiles(query, writer.takeChanges());
  await recordEnds(query, await newestSize(query), endsOf(events));
  await writeTreeSize(query, writer.size);
  return events.length;
}

/** How far each workspace comes with these events. */
function endsOf(events: readonly LeafEvent[]): WorkspaceEnd[] {
  const last = new Map(events.map((event) => [event.workspaceId, event]));
  return [...last.values()].map(({ workspaceId, workspaceSequence, bytes }) => ({ workspaceId, count: workspaceSequence, lastHash: hash('sha256', bytes) }));
}
