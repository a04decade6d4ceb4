import type { Query } from '@portcullis/event-store';
import { type Checkpoint, type CheckpointSigner, openCheckpoint } from '@portcullis/history-proof';
import { unavailable } from '@portcullis/service-kit';
import { type AnchorFile, AnchorUnusable } from '../anchor/anchor-file.js';
import type { EvidenceDatabase } from '../evidence-database.js';
import type { EvidenceWatch } from '../evidence-watch.js';
import type { TreeFollower } from '../tree/tree-follower.js';
import { treeAndHead } from '../tree/tree-size.js';
import { checkpointsBelow, type KeptCheckpoint, newestCheckpoint } from './kept-checkpoints.js';
import type { SignedWorkspaces } from '../workspaces/signed-workspaces.js';
import type { WorkspaceTrees } from '../workspaces/workspace-trees.js';
import { SharedRuns } from './shared-runs.js';
import { mustHold, openKept, signTree } from './sign-checkpoint.js';

/** However many ask for a fresh one, this process signs no more often. */
const SIGNINGS_APART_MS = 1_000;
/** An unasked one comes when the newest is so old and the store has grown. */
const EVERY_S = 60;

export interface CheckpointsOptions {
  readonly database: EvidenceDatabase;
  readonly signer: CheckpointSigner;
  readonly anchor: AnchorFile;
  readonly follower: TreeFollower;
  readonly watch: EvidenceWatch;
  /** Are given the workspaces' tree of each checkpoint that is signed here. */
  readonly trees: WorkspaceTrees;
  /** The newest that was signed, as the start found it. */
  readonly known: Checkpoint | undefined;
  /** Whether the anchor file holds it. */
  readonly isAnchored: boolean;
}

/** Signs the history, every minute and when asked. */
export class Checkpoints {
  private known: Checkpoint | undefined;
  /** False until what the start could not note is noted. */
  private isAnchored: boolean;
  private workspaces: SignedWorkspaces | undefined;
  private readonly signings: SharedRuns<KeptCheckpoint>;

  constructor(private readonly options: CheckpointsOptions) {
    ({ known: this.known, isAnchored: this.isAnchored } = options);
    this.signings = new SharedRuns(() => this.sign(), SIGNINGS_APART_MS);
  }

  /** The public key as a C2SP vkey. */
  get vkey(): string {
    return this.options.signer.vkey;
  }

  /** What this process knows to be signed. */
  get newestKnown(): Checkpoint | undefined {
    return this.known;
  }

  newest(): Promise<KeptCheckpoint | undefined> {
    return newestCheckpoint(this.options.database.answers);
  }

  /** At most so many of this store's, the newest first, below a size. */
  below(size: number, limit: number): Promise<KeptCheckpoint[]> {
    return checkpointsBelow(this.options.database.answers, size, limit);
  }

  /**
   * One that holds every event committed before it was asked for. Who asks at once shares one signing; the newest is answered where nothing came since.
   *
   * @throws Problem 503 where nothing is signed: what is stored is not what was signed, or a checkpoint cannot be anchored.
   */
  async fresh(): Promise<KeptCheckpoint> {
    try {
      return await this.signings.ask();
    } catch (error) {
      if (this.options.watch.broken) throw unavailable('history_altered', 'The stored history is not what was signed; nothing is signed until an operator has looked.', 60);
      if (error instanceof AnchorUnusable) throw unavailable('checkpoint_not_signed', 'The checkpoint could not be noted outside the database, so there is none.', 10);
      throw error;
    }
  }

  /** To be called often: signs when it is time. */
  async signWhenDue(): Promise<void> {
    await this.takeOver();
    if (!this.isAnchored || (await isDue(this.options.database.query))) await this.signings.ask();
  }

  /** What another instance signed is remembered too, where it goes on from what is known: it may be another host's, with an anchor file of its own. */
  private async takeOver(): Promise<void> {
    const { watch, signer, database: { query } } = this.options;
    const { known } = this;
    const newest = await newestCheckpoint(query);
    if (!newest || newest.size <= (known?.size ?? -1) || (known && known.storeId !== newest.storeId)) return;
    await watch.over(async () => {
      const signed = openKept(newest, signer.vkey);
      const { size } = await treeAndHead(query);
      for (const one of known ? [known, signed] : [signed]) await mustHold(query, one, size, 'checkpoint');
      this.known = signed;
    });
  }

  private async sign(): Promise<KeptCheckpoint> {
    const { database, follower, watch, signer, anchor, trees } = this.options;
    return watch.over(async () => {
      const { head } = await treeAndHead(database.query);
      await follower.follow(head);
      const { kept, workspaces } = await database.transaction((query) => signTree(query, { signer, anchor, known: this.known, workspaces: this.workspaces }));
      const opened = openCheckpoint(kept.note, signer.vkey);
      if (opened.outcome === 'opened') this.known = opened.checkpoint;
      this.isAnchored = true;
      if (workspaces) {
        this.workspaces = workspaces;
        trees.keep(kept, workspaces.tree);
      }
      return kept;
    });
  }
}

/** By the database's clock, so that several instances sign one a minute together; after it was set back, at once. */
async function isDue(query: Query): Promise<boolean> {
  const [row] = await query<{ due: boolean }>(
    `SELECT position > 0 AND coalesce((
       SELECT signed.size < event_head.position AND (signed.signed_at < clock_timestamp() - make_interval(secs => $1) OR signed.signed_at > clock_timestamp())
       FROM evidence_checkpoint AS signed WHERE signed.store_id = event_head.store_id ORDER BY signed.size DESC LIMIT 1
     ), true) AS due FROM event_head`,
    [EVERY_S],
  );
  return row?.due ?? false;
}
