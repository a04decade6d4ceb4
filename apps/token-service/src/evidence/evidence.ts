import { setTimeout as delay } from 'node:timers/promises';
import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { PacedLoop } from '@portcullis/log';
import type { Alarms, HealthPart, HealthRegistry, MetricsRegistry, ServiceLog } from '@portcullis/service-kit';
import type { Configuration } from '../configuration.js';
import { AnchorFile } from './anchor/anchor-file.js';
import { readCheckpointKey } from './checkpoints/checkpoint-key.js';
import { Checkpoints } from './checkpoints/checkpoints.js';
import { newestSize } from './checkpoints/kept-checkpoints.js';
import { EvidenceDatabase } from './evidence-database.js';
import { EvidenceMetrics } from './evidence-metrics.js';
import { EvidenceWatch } from './evidence-watch.js';
import { Proofs } from './proofs/proofs.js';
import { checkStart } from './start-check/check-start.js';
import { TreeFollower } from './tree/tree-follower.js';
import { treeAndHead } from './tree/tree-size.js';
import { type VerificationProgress, verifyEverything } from './verification/full-verification.js';
import { treeOfCheckpoint } from './workspaces/tree-of-checkpoint.js';
import { WorkspaceTrees } from './workspaces/workspace-trees.js';

/** Appends are gathered for so long: a batch costs the database little more than an event does. */
const FOLLOW_EVERY_MS = 1_000;
/** After which a verification that failed is begun again, twice as long each time. */
const FIRST_PAUSE_MS = 1_000;
const LONGEST_PAUSE_MS = 60_000;

export interface EvidenceParts {
  readonly configuration: Configuration;
  readonly alarms: Alarms;
  readonly health: HealthRegistry;
  readonly log: ServiceLog;
  readonly metrics: MetricsRegistry;
}

/** Puts the parts of evidence together, starts them with the service and stops them with it. */
export class Evidence implements OnApplicationBootstrap, OnApplicationShutdown, HealthPart {
  readonly name = 'evidence';
  readonly proofs: Proofs;
  private loop: PacedLoop | undefined;
  private verifying: Promise<void> | undefined;
  private verification: VerificationProgress = { verified: 0, of: 0 };
  private tree = { size: 0, head: 0 };
  private isVerified = false;
  private isFailing = false;

  private constructor(
    private readonly parts: EvidenceParts,
    private readonly database: EvidenceDatabase,
    private readonly stopping: AbortController,
    private readonly watch: EvidenceWatch,
    private readonly anchor: AnchorFile,
    private readonly follower: TreeFollower,
    readonly checkpoints: Checkpoints,
    trees: WorkspaceTrees,
  ) {
    this.proofs = new Proofs(database.answers, trees);
    new EvidenceMetrics(parts.metrics, () => ({ ...this.tree, signedSize: checkpoints.newestKnown?.size, verified: this.verification.verified, toVerify: this.verification.of }));
    parts.health.register(this);
  }

  /**
   * Reads the key and looks whether the history is the one that was signed, before anybody is served.
   *
   * @throws StartRefused
   */
  static async open(parts: EvidenceParts): Promise<Evidence> {
    const { evidence: settings, databaseUrl } = parts.configuration;
    const signer = readCheckpointKey(settings.keyFile, settings.keyName);
    const anchor = new AnchorFile(settings.anchorFile);
    const database = new EvidenceDatabase(databaseUrl, parts.log);
    const stopping = new AbortController();
    const follower = new TreeFollower(database, () => stopping.signal.aborted);
    try {
      const signedSoFar = await checkStart({
        query: database.query,
        vkey: signer.vkey,
        anchor,
        anchorPath: settings.anchorFile,
        follow: (size) => follower.follow(size),
        warn: (message) => { parts.log.warn({}, message); },
      });
      const watch = new EvidenceWatch(parts.alarms);
      const trees = new WorkspaceTrees({ make: (size) => treeOfCheckpoint(database.answers, size, (broken) => { watch.tell(broken); }), newestSize: () => newestSize(database.answers) });
      const checkpoints = new Checkpoints({ database, signer, anchor, follower, watch, trees, ...signedSoFar });
      return new Evidence(parts, database, stopping, watch, anchor, follower, checkpoints, trees);
    } catch (error) {
      await database.close();
      throw error;
    }
  }

  onApplicationBootstrap(): void {
    this.loop = new PacedLoop(FOLLOW_EVERY_MS, () => this.step());
    this.verifying = this.verify();
  }

  async onApplicationShutdown(): Promise<void> {
    this.stopping.abort();
    await this.loop?.stop();
    await this.verifying;
    await this.database.close();
  }

  health(): ReturnType<HealthPart['health']> {
    const { broken } = this.watch;
    const details = { ...this.tree, signedSize: this.checkpoints.newestKnown?.size ?? null, verification: { ...this.verification, complete: this.isVerified }, ...(broken && { broken }) };
    return { status: broken ? 'alarm' : 'ok', details };
  }

  /** Nothing that fails here is lost: it is tried again with the next step. */
  private async step(): Promise<void> {
    const { alarms, log } = this.parts;
    if (this.isBroken()) return;
    try {
      await this.watch.over(() => this.follower.followAll());
      this.tree = await treeAndHead(this.database.query);
      await this.checkpoints.signWhenDue();
      alarms.clear('checkpoint_not_signed');
      this.isFailing = false;
    } catch (error) {
      if (this.isBroken()) return;
      // Once, not with each try while the database is away.
      if (!this.isFailing) log.warn({ err: error }, 'the history could not be followed or signed now');
      this.isFailing = true;
      alarms.raise('checkpoint_not_signed');
    }
  }

  /** Once to its end, beside the service's work: it rests as long as it works. What fails but is no finding is begun again. */
  private async verify(): Promise<void> {
    const { signal } = this.stopping;
    for (let pauseMs = FIRST_PAUSE_MS; !this.isVerified && !this.isBroken() && !signal.aborted; pauseMs = Math.min(2 * pauseMs, LONGEST_PAUSE_MS)) {
      try {
        await this.watch.over(() => this.verifyAll());
        this.isVerified = !signal.aborted;
      } catch (error) {
        if (this.isBroken()) return;
        this.parts.log.warn({ err: error }, 'the history could not be verified to its end; it is tried again');
        await delay(pauseMs, undefined, { signal }).catch(() => undefined);
      }
    }
  }

  /** Waits for the tree first: after an upgrade there is none, and nothing would be compared. */
  private async verifyAll(): Promise<void> {
    const { query } = this.database;
    await this.follower.follow((await treeAndHead(query)).head);
    await verifyEverything({ query, vkey: this.checkpoints.vkey, anchor: this.anchor, onProgress: this.paced() });
  }

  private isBroken(): boolean {
    return this.watch.broken !== undefined;
  }

  private paced(): (progress: VerificationProgress) => Promise<boolean> {
    let begunMs = performance.now();
    return async (progress) => {
      this.verification = progress;
      await delay(performance.now() - begunMs, undefined, { signal: this.stopping.signal }).catch(() => undefined);
      begunMs = performance.now();
      return !this.stopping.signal.aborted;
    };
  }
}
