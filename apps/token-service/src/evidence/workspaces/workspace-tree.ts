import { commitmentLeaf, inclusionProof, inTreeOrder, rootOf, TreeInMemory } from '@portcullis/history-proof';
import type { WorkspaceEnd } from './workspace-ends.js';

/** Where a workspace was at a checkpoint, and that this is so. */
export interface WorkspaceProof {
  readonly leaf: WorkspaceEnd;
  /** Of the workspace, from 0, in the order of their ids. */
  readonly index: number;
  /** Number of workspaces. */
  readonly size: number;
  readonly proof: readonly Buffer[];
}

interface Leaf extends WorkspaceEnd {
  readonly hash: Buffer;
}

/** The tree over all workspaces at one size of the store, in memory: some 300 bytes a workspace. It never changes. */
export class WorkspaceTree {
  private constructor(
    /** In the order of the bytes of their workspaces' ids. */
    private readonly leaves: readonly Leaf[],
    private readonly indexes = new Map(leaves.map(({ workspaceId }, index) => [workspaceId, index])),
    private readonly tree = TreeInMemory.of(leaves.map(({ hash }) => hash)),
  ) {}

  /** @param ends in any order, one a workspace */
  static of(ends: readonly WorkspaceEnd[]): WorkspaceTree {
    return new WorkspaceTree(inTreeOrder(ends).map(leafOf));
  }

  /** The tree once these workspaces have come further, or were made; what is known of the others is taken over. */
  with(ends: readonly WorkspaceEnd[]): WorkspaceTree {
    const leaves = [...this.leaves];
    const hashes = new Map<number, Buffer>();
    const made: Leaf[] = [];
    for (const end of ends) {
      const [leaf, index] = [leafOf(end), this.indexes.get(end.workspaceId)];
      if (index === undefined) {
        made.push(leaf);
      } else {
        leaves[index] = leaf;
        hashes.set(index, leaf.hash);
      }
    }
    // Whoever is new moves all who stand behind.
    return made.length > 0 ? new WorkspaceTree(inTreeOrder([...leaves, ...made])) : new WorkspaceTree(leaves, this.indexes, this.tree.with(hashes));
  }

  /** How many events a workspace had; 0 where it had none yet. */
  countOf(id: string): number {
    const index = this.indexes.get(id);
    return (index === undefined ? undefined : this.leaves[index]?.count) ?? 0;
  }

  root(): Promise<Buffer> {
    return rootOf(this.leaves.length, this.tree.read);
  }

  /** Undefined where the workspace had no event yet. */
  async prove(id: string): Promise<WorkspaceProof | undefined> {
    const index = this.indexes.get(id);
    const found = index === undefined ? undefined : this.leaves[index];
    if (index === undefined || !found) return undefined;
    const { workspaceId, count, lastHash } = found;
    const size = this.leaves.length;
    return { leaf: { workspaceId, count, lastHash }, index, size, proof: await inclusionProof(index, size, this.tree.read) };
  }
}

function leafOf(end: WorkspaceEnd): Leaf {
  return { ...end, hash: commitmentLeaf(end) };
}
