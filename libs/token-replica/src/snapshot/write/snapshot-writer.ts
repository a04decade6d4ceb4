import { setTimeout as delay } from 'node:timers/promises';
import { type Log, LogClosed, type LogLogger } from '@portcullis/log';
import type pg from 'pg';
import { abandon, connectForSnapshot } from '../snapshot-connection.js';
import type { SnapshotObserver } from '../snapshot-observer.js';
import type { SnapshotStatus } from '../snapshot-status.js';
import { whatFailed } from '../what-failed.js';
import { type Copy, openCopy, takeWriterLock } from './open-copy.js';
import { Proofs } from './proofs.js';
import type { Proof } from './proof.js';
import { CopyDiffers, WritingSession } from './writing-session.js';

/** Both after a failure, and before it is asked again whether the process that writes has ended. */
const AGAIN_MS = 2_000;
const ALARM_AFTER_MS = 60_000;

export interface SnapshotWriterOptions {
  readonly connectionString: string;
  readonly service: string;
  readonly log: Log;
  /** Names a consumer group that nobody else has. */
  readonly nextGroup: () => string;
  readonly monotonicMs: () => number;
  readonly logger: LogLogger;
  readonly observer: SnapshotObserver;
}

/**
 * Keeps the copy in the service's database up with what has been proven, off the request path, in spells of one
 * connection each: a spell that fails in any way is followed by another, which goes on from what the database holds.
 */
export class SnapshotWriter {
  private readonly proofs = new Proofs();
  private readonly closing = new AbortController();
  /** Ends the spell under way, where the copy is to be begun anew. */
  private spell = new AbortController();
  private session: WritingSession | undefined;
  private client: pg.Client | undefined;
  private beginAnew = false;
  private writing: SnapshotStatus['writing'] = 'waiting';
  private savedTo: number | null = null;
  private failure: string | null = null;
  private failingSinceMs: number | undefined;
  private toldOfFailure = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: SnapshotWriterOptions) {}

  start(): void {
    this.running = this.run();
  }

  /** What is served from agrees with what was published up to here; undefined: it does not, so nothing is written. */
  proven(proof: Proof | undefined): void {
    this.proofs.set(proof);
  }

  /** What is served from did not grow out of the copy: the copy goes, and a new one is made of what is published. */
  replaced(): void {
    this.beginAnew = true;
    this.proofs.set(undefined);
    this.spell.abort();
  }

  status(): Pick<SnapshotStatus, 'writing' | 'nextOffset' | 'behindMs' | 'failure'> {
    const mine = this.writing !== 'other_process';
    const waiting = this.proofs.latest === undefined && this.writing === 'yes';
    return {
      writing: waiting ? 'waiting' : this.writing,
      nextOffset: mine ? this.savedTo : null,
      behindMs: mine ? Math.round(this.behindMs()) : null,
      failure: this.failure,
    };
  }

  /** Saves what is proven and not saved yet, unless that takes longer than `withinMs`. */
  async close(withinMs: number): Promise<void> {
    this.closing.abort();
    await Promise.race([this.running, delay(withinMs, undefined, { ref: false })]);
    if (this.client !== undefined) await abandon(this.client);
  }

  private behindMs(): number {
    if (this.failingSinceMs !== undefined) return this.options.monotonicMs() - this.failingSinceMs;
    return this.session?.behindMs ?? 0;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!this.isClosing()) {
      try {
        const { store } = await this.proofs.until(() => true, signal);
        this.spell = new AbortController();
        await this.write(store, AbortSignal.any([signal, this.spell.signal]));
      } catch (error) {
        if (this.isClosing() || error instanceof LogClosed) return;
        this.failed(error);
      }
      if (!this.spell.signal.aborted) await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** `close` may be called while something is awaited, which the compiler cannot see. */
  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  /** One spell. Returns where another process writes, or the signal ended it. */
  private async write(store: string, over: AbortSignal): Promise<void> {
    const { connectionString, service, log } = this.options;
    const client = await connectForSnapshot(connectionString, service);
    this.client = client;
    try {
      if (!(await takeWriterLock(client))) {
        this.otherWrites();
        return;
      }
      const copy = await this.openCopy(client, await log.identity(), store);
      this.savedTo = copy.nextOffset;
      this.writing = 'yes';
      this.session = new WritingSession(client, copy, { ...this.options, group: this.options.nextGroup(), proofs: this.proofs, onSaved: this.saved });
      await this.session.run(over);
      // A copy that is to be begun anew is not worth a last word.
      if (this.isClosing()) await this.session.flush();
    } finally {
      this.session = undefined;
      this.client = undefined;
      await abandon(client);
    }
  }

  /** What is asked for while the copy is being opened is not forgotten by that, nor by its failure. */
  private async openCopy(client: pg.Client, logIdentity: string, store: string): Promise<Copy> {
    const anew = this.beginAnew;
    this.beginAnew = false;
    try {
      return await openCopy(client, logIdentity, store, anew);
    } catch (error) {
      this.beginAnew ||= anew;
      throw error;
    }
  }

  private readonly saved = (nextOffset: number, agreed: boolean): void => {
    this.savedTo = nextOffset;
    this.mended();
    if (agreed) this.options.observer.snapshotAgrees();
  };

  private otherWrites(): void {
    this.writing = 'other_process';
    // What is wrong with the copy that one finds out by itself, as it compares it with what is published.
    this.beginAnew = false;
    this.mended();
  }

  private mended(): void {
    this.failure = null;
    this.failingSinceMs = undefined;
    if (this.toldOfFailure) this.options.observer.snapshotWritten();
    this.toldOfFailure = false;
  }

  private failed(error: unknown): void {
    const { logger, observer, monotonicMs } = this.options;
    const reason = whatFailed(error);
    logger.warn({ err: error }, 'the snapshot could not be written; trying again');
    if (error instanceof CopyDiffers) {
      this.beginAnew = true;
      observer.snapshotAltered(reason);
    }
    this.writing = 'failing';
    this.failure = reason;
    this.failingSinceMs ??= monotonicMs();
    if (this.toldOfFailure || monotonicMs() - this.failingSinceMs < ALARM_AFTER_MS) return;
    this.toldOfFailure = true;
    observer.snapshotNotWritten(reason);
  }
}
