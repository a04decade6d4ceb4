import type { EnvelopeHead } from '../chain/envelope-head.js';
import { CHAIN_START, type ChainEnd, followChain } from '../chain/workspace-chain.js';
import { workspacesRoot } from '../checkpoint/workspace-commitment.js';
import type { ExportedEvent } from '../export/format.js';
import { leafHash } from '../tree/hash.js';
import { RunningTree } from '../tree/running-tree.js';
import type { Finding } from './finding.js';
import type { Committed, HistoryRules } from './history-rules.js';

/** Everything: the checkpoint's two trees are made again from the events. Memory grows with the number of workspaces alone. */
export class StoreRules implements HistoryRules {
  private readonly tree = new RunningTree();
  private readonly chains = new Map<string, ChainEnd>();

  constructor(private readonly committed: Committed) {}

  begin(): Finding | undefined {
    const { scope, storeId } = this.committed.header;
    return scope.id === storeId ? undefined : { code: 'other_store' };
  }

  take(head: EnvelopeHead, { bytes }: ExportedEvent): Finding | undefined {
    const { position, workspaceId } = head;
    if (position !== this.tree.size + 1) return { code: 'position_gap', expected: this.tree.size + 1, found: position };
    const before = this.chains.get(workspaceId);
    const followed = followChain(before ?? CHAIN_START, head, bytes);
    if ('code' in followed) return followed;
    // What is kept is a copy: a part of a text holds all of it in memory.
    this.chains.set(before ? workspaceId : Buffer.from(workspaceId).toString(), followed);
    this.tree.add(leafHash(bytes));
    return this.isRewritten() ? { code: 'history_rewritten' } : undefined;
  }

  finish(): Finding | undefined {
    const { checkpoint } = this.committed;
    if (this.tree.size !== checkpoint.size) return { code: 'tail_missing', committed: checkpoint.size, found: this.tree.size };
    if (!this.tree.root().equals(checkpoint.root)) return { code: 'tree_differs' };
    return workspacesRoot(this.commitments()).equals(checkpoint.workspacesRoot) ? undefined : { code: 'workspaces_differ' };
  }

  private isRewritten(): boolean {
    const earlier = this.committed.earlier?.checkpoint;
    return earlier?.size === this.tree.size && !earlier.root.equals(this.tree.root());
  }

  private commitments() {
    return [...this.chains].map(([workspaceId, { sequence, hash: lastHash }]) => ({ workspaceId, count: sequence, lastHash: lastHash ?? '' }));
  }
}
