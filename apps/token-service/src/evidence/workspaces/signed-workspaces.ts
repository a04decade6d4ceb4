import type { Query } from '@portcullis/event-store';
import { EvidenceBroken } from '../checkpoints/evidence-broken.js';
import { endsAt, endsOfEvents, endsOfEventsAfter, recordedEndsOf, type WorkspaceEnd } from './workspace-ends.js';
import { WorkspaceTree } from './workspace-tree.js';

/** Where so many events came since, reading each of them is dearer than two look-ups a workspace. */
const MOST_EVENTS_SINCE = 100_000;

/** The workspaces as they were signed. */
export interface SignedWorkspaces {
  readonly storeId: string;
  readonly size: number;
  readonly tree: WorkspaceTree;
}

/**
 * The workspaces at the size that is about to be signed. Recorded ends are what proofs are made of later; no end is signed
 * unless the events say the same. What this process signed before is gone on from: only the workspaces that had events since
 * are looked up.
 *
 * @throws EvidenceBroken where recorded ends are not those of the events.
 */
export async function workspacesToSign(query: Query, storeId: string, size: number, before: SignedWorkspaces | undefined): Promise<SignedWorkspaces> {
  if (before?.storeId === storeId && before.size <= size && size - before.size <= MOST_EVENTS_SINCE) return { storeId, size, tree: before.tree.with(await endsSince(query, before, size)) };
  const tree = WorkspaceTree.of(await endsAt(query, size));
  if (!(await tree.root()).equals(await WorkspaceTree.of(await endsOfEvents(query, size)).root())) throw new EvidenceBroken({ found: 'workspaces_differ', size });
  return { storeId, size, tree };
}

/** Every event since has to be there, and of the workspace it was of: one that is gone, or another's now, would be missed by nobody else. */
async function endsSince(query: Query, before: SignedWorkspaces, size: number): Promise<readonly WorkspaceEnd[]> {
  const ends = await endsOfEventsAfter(query, before.size, size);
  const isWhole = ends.reduce((sum, { events }) => sum + events, before.size) === size && ends.every(({ workspaceId, count, events }) => count === before.tree.countOf(workspaceId) + events);
  if (!isWhole) throw new EvidenceBroken({ found: 'workspaces_differ', size });
  const recorded = new Map((await recordedEndsOf(query, ends.map(({ workspaceId }) => workspaceId), size)).map((end) => [end.workspaceId, end]));
  for (const { workspaceId, count, lastHash } of ends) {
    const same = recorded.get(workspaceId);
    if (same?.count !== count || same.lastHash !== lastHash) throw new EvidenceBroken({ found: 'workspaces_differ', size });
  }
  return ends;
}
