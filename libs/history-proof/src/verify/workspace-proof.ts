import type { Checkpoint } from '../checkpoint/checkpoint.js';
import { commitmentLeaf } from '../checkpoint/workspace-commitment.js';
import type { ProofText, WorkspaceProof } from '../export/format.js';
import { verifyInclusion } from '../tree/inclusion.js';

export function proofHashes(proof: ProofText): Buffer[] {
  return proof.map((text) => Buffer.from(text, 'base64'));
}

/** Whether the checkpoint commits to this for the workspace. */
export function provesWorkspace({ leaf, index, size, proof }: WorkspaceProof, workspaceId: string, { workspacesRoot }: Checkpoint): boolean {
  return leaf.workspaceId === workspaceId && verifyInclusion({ leafHash: commitmentLeaf(leaf), index, size, root: workspacesRoot, proof: proofHashes(proof) });
}
