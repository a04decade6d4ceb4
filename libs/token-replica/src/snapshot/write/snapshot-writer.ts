import { setTimeout as delay } from 'node:timers/promises';
import { type Log, LogClosed, type LogLogger } from '@portcullis/log';
import type pg from 'pg';
import type { LoadedSnapshot } from '../load/loaded-snapshot.js';
import { abandon, connectForSnapshot } from '../snapshot-connection.js';
import type { SnapshotObserver } from '../snapshot-observer.js';
import type { SnapshotStatus } from '../snapshot-status.js';
import { whatFailed } from '../what-failed.js';
import { Cuts } from './cuts.js';
import type { Proof } from './proof.js';
import { StoredCopy } from './stored-copy.js';
import { takeWriterLock } from './writer-lock.js';
import { WritingSession } from './writing-session.js';

/** Both after a failure, and before it is asked again whether the process that writes has ended. */
const AGAIN_MS = 2_000;
const ALARM_AFTER_MS = 60_000;

export interface SnapshotWriterOptions {
  readonly connectionString: string;
  readonly service: string;
  readonly log: Log;
  readonly monotonicMs: () => number;
  readonly logger: LogLogger;
  readonly observer: SnapshotObserver;
}

/**
 * Keeps the copy in the service's database up with what has been proven, off the request path, in spells of one
 * connection each: a spell that fails in any way is followed by another, which goes on from what the database holds.
 */
export class SnapshotWriter {
  private readonly cuts: Cuts;
  private readonly closing = new AbortController();
  /** Ends the spell under way, where what it saves is not served any more. */
  private spell = new AbortController();
  private client: pg.Client | undefined;
  private writing: SnapshotStatus['writing'] = 'waiting';
  private savedTo: number | null = null;
  private failure: string | null = null;
  private failingSinceMs: number | undefined;
  private toldOfFailure = false;
  private isAltered = false;
  private running: Promise<void> = Promise.resolve();

  constructor(private readonly options: SnapshotWriterOptions) {
    this.cuts = new Cuts(options.monotonicMs);
  }

  start(): void {
    this.running = this.run();
  }

  /** What is served from is what that save holds. */
  loaded({ content, save, nextOffset }: LoadedSnapshot): void {
    this.cuts.loaded(content, save);
    this.savedTo = nextOffset;
  }

  /** What is in the database is not what was written there: nothing of it is left in the copy that this one begins. */
  altered(): void {
    this.isAltered = true;
  }

  /** What is served from agrees with what was published up to here; undefined: it does not, so nothing new is written. */
  proven(proof: Proof | undefined): void {
    this.cuts.proven(proof);
  }

  /** What is served from did not grow out of the copy: it takes the copy's place, as soon as it is proven. */
  replaced(): void {
    this.cuts.proven(undefined);
    this.spell.abort();
  }

  status(): Pick<SnapshotStatus, 'writing' | 'nextOffset' | 'behindMs' | 'failure'> {
    const mine = this.writing !== 'other_process';
    const waiting = !this.cuts.isProven && this.writing === 'yes';
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
    return this.cuts.behindMs;
  }

  private async run(): Promise<void> {
    const { signal } = this.closing;
    while (!this.isClosing()) {
      await this.cuts.untilProven(signal);
      this.spell = new AbortController();
      try {
        if (this.cuts.isProven) await this.write(this.spell.signal);
      } catch (error) {
        if (this.isClosing() || error instanceof LogClosed) return;
        if (!this.spell.signal.aborted) this.failed(error);
      }
      if (!this.spell.signal.aborted) await delay(AGAIN_MS, undefined, { signal }).catch(() => undefined);
    }
  }

  /** `close` may be called while something is awaited, which the compiler cannot see. */
  private isClosing(): boolean {
    return this.closing.signal.aborted;
  }

  /** One spell. Returns where another process writes, or a signal ended it. */
  private async write(replaced: AbortSignal): Promise<void> {
    const { connectionString, service, log } = this.options;
    const client = await connectForSnapshot(connectionString, service);
    this.client = client;
    try {
      if (!(await takeWriterLock(client))) {
        this.otherWrites();
        return;
      }
      const logIdentity = await log.identity();
      const copy = await StoredCopy.open(client);
      this.savedTo = copy.head?.nextOffset ?? 0;
      this.writing = 'yes';
      const isAltered = (): boolean => this.isAltered;
      await new WritingSession(copy, { cuts: this.cuts, logIdentity, closing: this.closing.signal, replaced, isAltered, onSaved: this.saved }).run();
    } finally {
      this.client = undefined;
      await abandon(client);
    }
  }

  private readonly saved = (nextOffset: number): void => {
    this.savedTo = nextOffset;
    this.isAltered = false;
    this.mended();
    this.options.observer.snapshotAgrees();
  };

  private otherWrites(): void {
    this.writing = 'other_process';
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
    this.writing = 'failing';
    this.failure = reason;
    this.failingSinceMs ??= monotonicMs();
    if (this.toldOfFailure || monotonicMs() - this.failingSinceMs < ALARM_AFTER_MS) return;
    this.toldOfFailure = true;
    observer.snapshotNotWritten(reason);
  }
}
