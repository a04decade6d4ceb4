import type { Query } from '@portcullis/event-store';
import { readCheckpoint } from '@portcullis/history-proof';
import type { EvidenceBreak } from '../checkpoints/evidence-broken.js';
import { checkpointOf } from '../checkpoints/kept-checkpoints.js';
import { endsAt } from './workspace-ends.js';
import { WorkspaceTree } from './workspace-tree.js';

/**
 * The workspaces at the kept checkpoint of this size. Where that is not what was signed it is told, and answered all the
 * same: a proof that does not verify shows an auditor more than a refusal.
 */
export async function treeOfCheckpoint(query: Query, size: number, tell: (broken: EvidenceBreak) => void): Promise<WorkspaceTree> {
  const tree = WorkspaceTree.of(await endsAt(query, size));
  const kept = await checkpointOf(query, size);
  const signed = kept && readCheckpoint(kept.note);
  if (signed && !signed.workspacesRoot.equals(await tree.root())) tell({ found: 'workspaces_differ', size });
  return tree;
}
