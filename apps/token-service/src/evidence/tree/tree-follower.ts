import type { EvidenceDatabase } from '../evidence-database.js';
import { EVENTS_IN_A_BATCH, followEvents } from './follow-events.js';
import { treeAndHead } from './tree-size.js';

/** Brings events into the tree, a batch a transaction. Several processes may: one at a time gets on, and none does anything twice. */
export class TreeFollower {
  constructor(
    private readonly database: EvidenceDatabase,
    private readonly isStopped: () => boolean,
  ) {}

  /** Until the tree holds the first `upTo` events, which are committed. Ends early, with the batch under way, when it is stopped. */
  async follow(upTo: number): Promise<void> {
    for (let { size } = await treeAndHead(this.database.query); size < upTo && !this.isStopped(); ({ size } = await treeAndHead(this.database.query))) {
      await this.database.transaction(followEvents);
    }
  }

  /** All that is committed. @returns the tree's size */
  async followAll(): Promise<number> {
    let brought: number;
    do brought = await this.followOnce();
    while (brought === EVENTS_IN_A_BATCH && !this.isStopped());
    return (await treeAndHead(this.database.query)).size;
  }

  /** An idle store costs one statement that locks nothing. */
  private async followOnce(): Promise<number> {
    const { size, head } = await treeAndHead(this.database.query);
    return size < head ? this.database.transaction(followEvents) : 0;
  }
}
