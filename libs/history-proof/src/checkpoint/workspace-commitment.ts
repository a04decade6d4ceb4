import { leafHash } from '../tree/hash.js';
import { RunningTree } from '../tree/running-tree.js';

/** How many events a workspace has, and SHA-256 of the last one's stored bytes, 64 hex digits. */
export interface WorkspaceCommitment {
  readonly workspaceId: string;
  readonly count: number;
  readonly lastHash: string;
}

/** The leaf of a workspace in the tree of workspaces: the hash of exactly this JSON text in UTF-8. */
export function commitmentLeaf({ workspaceId, count, lastHash }: WorkspaceCommitment): Buffer {
  return leafHash(Buffer.from(JSON.stringify({ workspaceId, count, lastHash })));
}

/** The order of workspaces in their tree: that of the bytes of their ids. */
export function inTreeOrder<C extends { readonly workspaceId: string }>(commitments: readonly C[]): C[] {
  return commitments
    .map((commitment) => ({ commitment, bytes: Buffer.from(commitment.workspaceId) }))
    .sort((one, other) => Buffer.compare(one.bytes, other.bytes))
    .map(({ commitment }) => commitment);
}

/** The root of the tree of workspaces. @param commitments in any order, one a workspace. */
export function workspacesRoot(commitments: readonly WorkspaceCommitment[]): Buffer {
  const tree = new RunningTree();
  for (const commitment of inTreeOrder(commitments)) tree.add(commitmentLeaf(commitment));
  return tree.root();
}
