import type { Log, LogLogger } from '@portcullis/log';
import { loadSnapshot } from './load/load-snapshot.js';
import type { LoadedSnapshot } from './load/loaded-snapshot.js';
import type { SnapshotOptions } from './snapshot-connection.js';
import type { SnapshotObserver } from './snapshot-observer.js';
import type { SnapshotStatus } from './snapshot-status.js';
import type { Proof } from './write/proof.js';
import { SnapshotWriter } from './write/snapshot-writer.js';

export interface SnapshotContext {
  readonly log: Log;
  readonly service: string;
  readonly monotonicMs: () => number;
  readonly logger: LogLogger;
}

/** This service's copy of what the topic amounts to, in its own database: to start from, and kept up behind what is served. */
export class Snapshot {
  private readonly writer: SnapshotWriter;
  private loaded: SnapshotStatus['loaded'] = null;
  private notLoaded: string | null = null;
  private readonly closing = new AbortController();

  constructor(
    private readonly options: SnapshotOptions & { readonly observer: SnapshotObserver },
    private readonly context: SnapshotContext,
  ) {
    this.writer = new SnapshotWriter({ ...context, ...options });
  }

  /**
   * What there is to start from, and begins to write behind it. undefined: nothing that could be used, for whatever
   * reason; then the log is read from its beginning.
   *
   * @throws LogClosed where the log is closed meanwhile.
   */
  async load(): Promise<LoadedSnapshot | undefined> {
    const beganMs = performance.now();
    const loading = await loadSnapshot(this.options, this.context.service, this.context.log, this.closing.signal);
    const tookMs = Math.round(performance.now() - beganMs);
    if (loading.result === 'loaded') this.writer.loaded(loading.snapshot);
    if (loading.result === 'discarded' && loading.altered) this.writer.altered();
    this.writer.start();
    switch (loading.result) {
      case 'loaded':
        return this.use(loading.snapshot, tookMs);
      case 'none':
        this.notLoaded = 'there is none yet';
        return undefined;
      case 'unavailable':
        this.notLoaded = `it could not be read: ${loading.reason}`;
        this.context.logger.warn({ err: loading.cause, tookMs }, 'the snapshot could not be read: reading the log from its beginning');
        return undefined;
      case 'discarded':
        this.notLoaded = loading.reason;
        this.context.logger.warn({ reason: loading.reason, tookMs }, 'the snapshot is discarded: reading the log from its beginning');
        if (loading.altered) this.options.observer.snapshotAltered(loading.reason);
        return undefined;
    }
  }

  /** What is served from agrees with what was published up to here; undefined: it does not, or nothing is known of it. */
  proven(proof: Proof | undefined): void {
    this.writer.proven(proof);
  }

  /** What is served from did not grow out of the copy. */
  replaced(): void {
    this.writer.replaced();
  }

  status(): SnapshotStatus {
    return { loaded: this.loaded, notLoaded: this.notLoaded, ...this.writer.status() };
  }

  /** Saves what is left to save, in no more than `withinMs`. */
  async close(withinMs: number): Promise<void> {
    this.closing.abort();
    await this.writer.close(withinMs);
  }

  private use(snapshot: LoadedSnapshot, tookMs: number): LoadedSnapshot {
    const { content, nextOffset } = snapshot;
    this.loaded = { tokens: content.size, nextOffset, tookMs };
    this.context.logger.info(this.loaded, 'going on from the snapshot');
    return snapshot;
  }
}
