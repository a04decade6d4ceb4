import { type Checkpoint, readCheckpoint } from '../checkpoint/checkpoint.js';
import type { ExportHeader, WorkspaceProof } from '../export/format.js';
import { isWorkspaceProof, orNull, parseObject } from '../export/json-shapes.js';
import { workspaceProofText } from '../export/write-lines.js';
import { verifyConsistency } from '../tree/consistency.js';
import type { Finding, NotComparable } from './finding.js';
import { openedBy } from './opened-by.js';
import { proofHashes, provesWorkspace } from './workspace-proof.js';

/** The first line of a checkpoint that was kept for one workspace. */
const WORKSPACE_CHECKPOINT = 'portcullis-workspace-checkpoint/v1';

/** A checkpoint that was kept earlier. */
export interface PreviousCheckpoint {
  readonly note: string;
  /** What it commits to for the workspace it was kept for; null where that had no event, or none was named: then the export has to show it. */
  readonly workspace: WorkspaceProof | null;
}

/** A checkpoint and what it commits to for a workspace, as a file that a later export is verified with. */
export function formatPreviousCheckpoint({ note, workspace }: PreviousCheckpoint): string {
  return `${WORKSPACE_CHECKPOINT}\n${workspace ? workspaceProofText(workspace) : 'null'}\n\n${note}`;
}

/** Reads such a file, or a bare note; undefined for anything else. Whether it is signed is not looked at. */
export function readPreviousCheckpoint(text: string): PreviousCheckpoint | undefined {
  if (!text.startsWith(`${WORKSPACE_CHECKPOINT}\n`)) return sizeOf(text) === undefined ? undefined : { note: text, workspace: null };
  const [, json = '', empty, ...note] = text.split('\n');
  const workspace: unknown = json === 'null' ? null : parseObject(json);
  const previous = { note: note.join('\n'), workspace };
  if (empty !== '' || !orNull(workspace, isWorkspaceProof) || sizeOf(previous.note) === undefined) return undefined;
  return { ...previous, workspace };
}

/** How many events an earlier checkpoint is over; undefined where it is none. */
export function sizeOf(note: string): number | undefined {
  return readCheckpoint(note)?.size;
}

/** An earlier checkpoint that was found true, and what it commits to for the workspace; null where it is over no event, or the history is not a workspace's. */
export interface Earlier {
  readonly checkpoint: Checkpoint;
  readonly workspace: WorkspaceProof | null;
}

/** What an earlier checkpoint asks of the export, after its header. */
export type Comparison =
  | ({ readonly outcome: 'compare' } & Earlier)
  | { readonly outcome: 'finding'; readonly finding: Finding }
  | { readonly outcome: 'not_comparable'; readonly reason: NotComparable };

/** Holds an earlier checkpoint against an export's header and its checkpoint. @param key whose signature both carry */
export function comparePrevious(previous: PreviousCheckpoint, header: ExportHeader, current: Checkpoint, key: string): Comparison {
  const checkpoint = openedBy(key, previous.note);
  if (typeof checkpoint === 'string') return finding({ code: 'previous_refused', reason: checkpoint });
  if (checkpoint.storeId !== current.storeId) return finding({ code: 'previous_of_other_store' });
  if (checkpoint.size > current.size) return finding({ code: 'previous_newer', size: current.size, previous: checkpoint.size });
  if (checkpoint.size === current.size && !isSame(checkpoint, current)) return finding({ code: 'history_rewritten' });
  return header.scope.type === 'workspace' ? compareWorkspace(previous.workspace, header, checkpoint, current) : compareTree(header, checkpoint, current);
}

/** The workspace's own chain tells, from what the earlier checkpoint committed to: kept beside it, or shown by the export. */
function compareWorkspace(kept: WorkspaceProof | null, header: ExportHeader, checkpoint: Checkpoint, current: Checkpoint): Comparison {
  const workspace = kept ?? workspaceUnder(checkpoint, header, current);
  // That a workspace had no event then nothing can prove; whoever signs could leave out the proof of what it had.
  if (!workspace) return checkpoint.size === 0 ? compareTree(header, checkpoint, current) : { outcome: 'not_comparable', reason: 'no_workspace_proof' };
  if (kept && kept.leaf.workspaceId !== header.scope.id) return { outcome: 'not_comparable', reason: 'previous_of_other_workspace' };
  if (!provesWorkspace(workspace, header.scope.id, checkpoint)) return finding({ code: 'previous_workspace_unproved' });
  return kept ? { outcome: 'compare', checkpoint, workspace } : compareTree(header, checkpoint, current, workspace);
}

/** What the export itself shows of the earlier checkpoint. */
function workspaceUnder({ size }: Checkpoint, header: ExportHeader, current: Checkpoint): WorkspaceProof | null {
  if (header.previous?.size === size) return header.previous.workspace;
  return size === current.size ? header.workspace : null;
}

function compareTree(header: ExportHeader, checkpoint: Checkpoint, current: Checkpoint, workspace: WorkspaceProof | null = null): Comparison {
  const compared: Comparison = { outcome: 'compare', checkpoint, workspace };
  // Of a whole store the tree itself is made again; and anything goes on from nothing.
  if (header.scope.type === 'store' || checkpoint.size === current.size || checkpoint.size === 0) return compared;
  if (header.previous?.size !== checkpoint.size) return { outcome: 'not_comparable', reason: 'no_consistency_proof' };
  const proof = proofHashes(header.previous.consistency);
  const isConsistent = verifyConsistency({ oldSize: checkpoint.size, oldRoot: checkpoint.root, size: current.size, root: current.root, proof });
  return isConsistent ? compared : finding({ code: 'history_rewritten' });
}

function isSame(one: Checkpoint, other: Checkpoint): boolean {
  return one.root.equals(other.root) && one.workspacesRoot.equals(other.workspacesRoot);
}

function finding(found: Finding): Comparison {
  return { outcome: 'finding', finding: found };
}
