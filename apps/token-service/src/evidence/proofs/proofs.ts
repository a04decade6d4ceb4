import type { Query } from '@portcullis/event-store';
import { consistencyProof, inclusionProof, type ReadNodes } from '@portcullis/history-proof';
import { checkpointOf, type KeptCheckpoint, newestCheckpoint } from '../checkpoints/kept-checkpoints.js';
import { storedNodes } from '../tree/stored-tiles.js';
import type { WorkspaceProof } from '../workspaces/workspace-tree.js';
import type { WorkspaceTrees } from '../workspaces/workspace-trees.js';

/** Proves by the kept tree what checkpoints say. Sizes are those of checkpoints of this store, or smaller. */
export class Proofs {
  private readonly nodes: ReadNodes;

  constructor(
    private readonly query: Query,
    private readonly trees: WorkspaceTrees,
  ) {
    this.nodes = storedNodes(query);
  }

  /** The kept checkpoint of this size, or the newest; undefined where there is none. */
  checkpoint(size?: number): Promise<KeptCheckpoint | undefined> {
    return size === undefined ? newestCheckpoint(this.query) : checkpointOf(this.query, size);
  }

  /**
   * That the workspace was there at a kept checkpoint; undefined where it had no event yet. Of a checkpoint that is neither
   * the newest nor was asked for lately it costs two look-ups a workspace.
   *
   * @throws Problem 503 where too many such ones are asked for at once.
   */
  async workspace(workspaceId: string, checkpoint: KeptCheckpoint): Promise<WorkspaceProof | undefined> {
    return (await this.trees.at(checkpoint, workspaceId)).prove(workspaceId);
  }

  /** That the event at this position, from 1, is in the tree of `size` events. */
  inclusion(position: number, size: number): Promise<readonly Buffer[]> {
    return inclusionProof(position - 1, size, this.nodes);
  }

  /** That the tree of `to` events begins with that of `from`. */
  consistency(from: number, to: number): Promise<readonly Buffer[]> {
    return consistencyProof(from, to, this.nodes);
  }
}
