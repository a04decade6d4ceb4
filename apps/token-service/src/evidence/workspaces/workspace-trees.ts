import { unavailable } from '@portcullis/service-kit';
import type { KeptCheckpoint } from '../checkpoints/kept-checkpoints.js';
import type { WorkspaceTree } from './workspace-tree.js';

/** Trees of older checkpoints that are kept besides the newest one's, which most ask for. */
const OLDER_KEPT = 2;
/** Older ones that are being made or waited for: each reads the end of every workspace. */
const OLDER_AT_ONCE = 8;
const AGAIN_AFTER_S = 2;

type Size = Pick<KeptCheckpoint, 'storeId' | 'size'>;

export interface TreeSource {
  /** Reads the ends of all workspaces. */
  readonly make: (size: number) => Promise<WorkspaceTree>;
  /** Size of the newest checkpoint. */
  readonly newestSize: () => Promise<number>;
}

/**
 * The workspaces' trees of checkpoints, each made once for all who ask at the same time. That of the newest checkpoint waits
 * for nobody and is not forgotten over others; older ones are made one after the other, one for a workspace at a time.
 */
export class WorkspaceTrees {
  private readonly kept = new Map<string, { readonly size: number; readonly tree: WorkspaceTree }>();
  private readonly making = new Map<string, Promise<WorkspaceTree>>();
  private readonly waiting = new Set<string>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly source: TreeSource) {}

  /** @throws Problem 503 where too many older ones are asked for at once, or another one by this workspace. */
  at(checkpoint: Size, workspaceId: string): Promise<WorkspaceTree> {
    const name = nameOf(checkpoint);
    const kept = this.kept.get(name);
    if (kept) {
      this.keep(checkpoint, kept.tree);
      return Promise.resolve(kept.tree);
    }
    const made = this.making.get(name) ?? this.made(checkpoint, workspaceId).finally(() => this.making.delete(name));
    this.making.set(name, made);
    return made;
  }

  /** Takes over a tree that was made elsewhere. */
  keep(checkpoint: Size, tree: WorkspaceTree): void {
    const name = nameOf(checkpoint);
    this.kept.delete(name);
    // Behind the others, of which the one that was not asked for longest goes.
    this.kept.set(name, { size: checkpoint.size, tree });
    const newest = Math.max(...[...this.kept.values()].map(({ size }) => size));
    const older = [...this.kept].filter(([, { size }]) => size < newest).map(([each]) => each);
    for (const each of older.slice(0, -OLDER_KEPT)) this.kept.delete(each);
  }

  private async made(checkpoint: Size, workspaceId: string): Promise<WorkspaceTree> {
    const { make, newestSize } = this.source;
    const isNewest = checkpoint.size >= (await newestSize());
    const tree = await (isNewest ? make(checkpoint.size) : this.inTurn(workspaceId, () => make(checkpoint.size)));
    this.keep(checkpoint, tree);
    return tree;
  }

  private async inTurn<T>(workspaceId: string, work: () => Promise<T>): Promise<T> {
    if (this.waiting.has(workspaceId) || this.waiting.size >= OLDER_AT_ONCE) throw unavailable('proofs_busy', 'Proofs of other older checkpoints are being made. Try again.', AGAIN_AFTER_S);
    this.waiting.add(workspaceId);
    const turn = this.last.then(work).finally(() => this.waiting.delete(workspaceId));
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

function nameOf({ storeId, size }: Size): string {
  return `${storeId} ${size}`;
}
