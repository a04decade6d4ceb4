import type { EnvelopeHead } from '../chain/envelope-head.js';
import { CHAIN_START, type ChainEnd, followChain } from '../chain/workspace-chain.js';
import type { ExportedEvent, ExportEnd } from '../export/format.js';
import { leafHash } from '../tree/hash.js';
import { verifyInclusion } from '../tree/inclusion.js';
import type { Finding } from './finding.js';
import type { Committed, HistoryRules } from './history-rules.js';
import { proofHashes, provesWorkspace } from './workspace-proof.js';

/** A workspace's whole history: its events are one chain, whose end the checkpoint commits to. */
export class WorkspaceRules implements HistoryRules {
  private end: ChainEnd = CHAIN_START;
  private last: { readonly position: number; readonly bytes: Buffer } | undefined;

  constructor(private readonly committed: Committed) {}

  begin(): Finding | undefined {
    const { header, checkpoint } = this.committed;
    return header.workspace && !provesWorkspace(header.workspace, header.scope.id, checkpoint) ? { code: 'workspace_not_in_checkpoint' } : undefined;
  }

  take(head: EnvelopeHead, { bytes }: ExportedEvent): Finding | undefined {
    const { header, checkpoint } = this.committed;
    if (head.workspaceId !== header.scope.id) return { code: 'other_workspace', workspaceId: head.workspaceId };
    if (!header.workspace) return { code: 'workspace_not_in_checkpoint' };
    if (head.workspaceSequence > header.workspace.leaf.count) return { code: 'beyond_checkpoint', size: checkpoint.size };
    const followed = followChain(this.end, head, bytes);
    if ('code' in followed) return followed;
    this.end = followed;
    this.last = { position: head.position, bytes };
    const { count, lastHash } = header.workspace.leaf;
    if (head.workspaceSequence === count && lastHash !== this.end.hash) return { code: 'end_differs' };
    return this.afterEarlier(head);
  }

  finish({ lastProof }: ExportEnd): Finding | undefined {
    const { header, checkpoint, earlier } = this.committed;
    const { sequence } = this.end;
    const committed = Math.max(header.workspace?.leaf.count ?? 0, earlier?.workspace?.leaf.count ?? 0);
    if (committed > sequence) return { code: 'tail_missing', committed, found: sequence };
    // Of a store that has no event at all the checkpoint itself says so; else nothing proves that a workspace has none.
    if (!header.workspace) return checkpoint.size > 0 ? { code: 'nothing_proved' } : undefined;
    return this.lastIsIn(lastProof) ? undefined : { code: 'last_not_in_checkpoint' };
  }

  /** Whether the history goes on from what the earlier checkpoint committed to. */
  private afterEarlier({ workspaceSequence }: EnvelopeHead): Finding | undefined {
    const leaf = this.committed.earlier?.workspace?.leaf;
    return workspaceSequence === leaf?.count && leaf.lastHash !== this.end.hash ? { code: 'history_rewritten' } : undefined;
  }

  private lastIsIn(lastProof: ExportEnd['lastProof']): boolean {
    if (!this.last || !lastProof) return false;
    const { size, root } = this.committed.checkpoint;
    return verifyInclusion({ leafHash: leafHash(this.last.bytes), index: this.last.position - 1, size, root, proof: proofHashes(lastProof) });
  }
}
