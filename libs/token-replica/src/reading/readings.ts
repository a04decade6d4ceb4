import { type Log, LogClosed, type LogLogger } from '@portcullis/log';
import type { Probe } from '@portcullis/messages';
import type { Applied, TokenContent } from '../content/token-content.js';
import type { Presence } from '../presence.js';
import type { ReplicaObserver } from '../replica-observer.js';
import type { LoadedSnapshot } from '../snapshot/load/loaded-snapshot.js';
import type { Snapshot } from '../snapshot/snapshot.js';
import type { Exposures } from '../usage/exposure/exposures.js';
import { Reading, type Taken } from './reading.js';
import { type OnTaken, TopicReader } from './topic-reader.js';

/** Closed records in a row that differ by their digest before the topic is read again from the beginning. */
const MISMATCHES_BEFORE_REREAD = 3;
/** Reading again costs a whole topic; while the relay heals it, once a minute is often enough. */
const REREAD_AT_MOST_EVERY_MS = 60_000;

export interface ReadingsOptions {
  readonly log: Log;
  readonly service: string;
  readonly presence: Presence;
  readonly observer: ReplicaObserver;
  readonly logger: LogLogger;
  readonly monotonicMs: () => number;
  /** The applied position moved: worth telling at once. */
  readonly onApplied: () => void;
  /** Who tells what was accepted of tokens before they were closed here. */
  readonly exposures?: () => Pick<Exposures, 'closed' | 'stayedClosed' | 'unsure' | 'otherHistory'> | undefined;
  /** What the first read starts from, and is written to behind it. */
  readonly snapshot?: Snapshot | undefined;
}

/**
 * The read that is served from and, while what it holds differs from what was published, a second one from the beginning
 * into an empty table, which takes its place once a closed record counts in it.
 */
export class Readings {
  private serving: TopicReader;
  private candidate: TopicReader | undefined;
  private reads = 0;
  private lastRereadMs = -Infinity;
  /** When the candidate last took a record: one that still reads is not to be replaced, however long the topic is. */
  private candidateHeardMs = -Infinity;
  private digestState: Probe['digest'] = 'unknown';
  private uncounted: string | null = null;
  private toldOfClosed = false;
  private closed = false;

  constructor(private readonly options: ReadingsOptions) {
    this.serving = this.fromBeginning();
  }

  get content(): TokenContent {
    return this.serving.reading.content;
  }

  digest(): Probe['digest'] {
    return this.digestState;
  }

  /** Why the newest closed record did not count; null where it did. */
  lastRefusal(): string | null {
    return this.uncounted;
  }

  async start(): Promise<void> {
    const loaded = await this.options.snapshot?.load();
    // What was closed meanwhile opens no more.
    if (loaded !== undefined && !this.closed) this.serving = this.goingOnFrom(loaded);
    await this.serving.open(this.group());
  }

  async close(): Promise<void> {
    this.closed = true;
    await Promise.all([this.serving.close(), this.candidate?.close()]);
  }

  private fromBeginning(): TopicReader {
    const { log, presence, logger } = this.options;
    return new TopicReader(log, new Reading(presence.lastNonce), { from: 'beginning' }, () => presence.boot, this.onTaken, logger);
  }

  private goingOnFrom(loaded: LoadedSnapshot): TopicReader {
    const { log, presence, logger, observer } = this.options;
    for (const { key, reason } of loaded.closed) observer.tokenNotUnderstood(key, reason);
    this.toldOfClosed = loaded.closed.length > 0;
    const start = { from: 'offset', offset: loaded.nextOffset } as const;
    return new TopicReader(log, new Reading(presence.lastNonce, loaded), start, () => presence.boot, this.onTaken, logger);
  }

  /** A group of its own for each read: consumers that shared one would share the records. */
  private group(): string {
    this.reads += 1;
    return `${this.options.service}.${this.options.presence.boot}.${this.reads}`;
  }

  private readonly onTaken: OnTaken = (taken, reader, offset) => {
    // An ended read may still be in the middle of a batch; what it holds is served to nobody, so it must count nothing.
    if (reader !== this.serving && reader !== this.candidate) return;
    if (reader === this.candidate) this.candidateHeardMs = this.options.monotonicMs();
    switch (taken.kind) {
      case 'state':
        this.stateTaken(reader, taken);
        return;
      case 'counted':
        this.counted(reader, taken, offset);
        return;
      case 'other_store':
        this.otherStore(reader, taken.store);
        return;
      case 'not_counted':
        this.notCounted(reader, taken);
    }
  };

  private stateTaken(reader: TopicReader, { key, applied }: Extract<Taken, { kind: 'state' }>): void {
    const { content } = reader.reading;
    const { closedTokens } = content;
    if (applied.result === 'applied' && !applied.enabled && reader === this.serving) this.tellExposure(content, applied);
    if (applied.result === 'closed') this.options.observer.tokenNotUnderstood(key, applied.reason);
    else if (this.toldOfClosed && closedTokens === 0 && reader === this.serving) this.options.observer.everyTokenUnderstood();
    this.toldOfClosed = closedTokens > 0;
  }

  private tellExposure(content: TokenContent, { closes, position }: Extract<Applied, { result: 'applied' }>): void {
    const exposures = this.options.exposures?.();
    if (closes === undefined) exposures?.stayedClosed(position);
    else exposures?.closed(content, closes, position);
  }

  private counted(reader: TopicReader, { nonce, position, store }: Extract<Taken, { kind: 'counted' }>, offset: number): void {
    const { presence } = this.options;
    this.settleOn(reader, position);
    if (presence.store !== null && presence.store !== store) {
      this.goOverTo(store);
      return;
    }
    this.digestAgrees('agrees');
    this.uncounted = null;
    this.options.snapshot?.proven({ offset, position, store, content: reader.reading.content });
    if (presence.counted(nonce, position, store)) this.options.onApplied();
  }

  /** What differed is no more: it agrees now, or it was dropped. */
  private digestAgrees(state: 'agrees' | 'unknown'): void {
    if (this.digestState === 'differs' || this.digestState === 'unhealed') this.options.observer.digestAgreesAgain();
    this.digestState = state;
  }

  /** Whichever read counts first is right; the other one is ended. */
  private settleOn(reader: TopicReader, position: number): void {
    const { candidate, serving } = this;
    if (candidate === undefined) return;
    this.serving = reader;
    this.candidate = undefined;
    this.end(reader === candidate ? serving : candidate);
    // What was saved grew out of what turned out to be wrong.
    if (reader !== candidate) return;
    this.options.snapshot?.replaced();
    this.options.exposures?.()?.unsure(position);
  }

  private notCounted(reader: TopicReader, { rule, contradicts, detail }: Extract<Taken, { kind: 'not_counted' }>): void {
    // The first rule to fail since a record last counted says most: what follows is often only its consequence.
    this.uncounted ??= `${rule}: ${detail}`;
    if (!contradicts) return;
    if (reader === this.serving && this.digestState !== 'unhealed') this.digestState = 'differs';
    this.options.snapshot?.proven(undefined);
    if (reader.reading.mismatchesInARow < MISMATCHES_BEFORE_REREAD) return;
    if (reader === this.candidate) this.unhealed(detail);
    this.reread(reader, detail);
  }

  private unhealed(detail: string): void {
    if (this.digestState === 'unhealed') return;
    this.digestState = 'unhealed';
    this.options.observer.digestUnhealed(detail);
  }

  private reread(reader: TopicReader, detail: string): void {
    const nowMs = this.options.monotonicMs();
    if (nowMs - this.lastRereadMs < REREAD_AT_MOST_EVERY_MS) return;
    if (reader === this.serving && this.candidate !== undefined && nowMs - this.candidateHeardMs < REREAD_AT_MOST_EVERY_MS) return;
    this.options.observer.digestDiffers(detail);
    this.lastRereadMs = nowMs;
    const replaced = this.candidate;
    this.candidate = this.fromBeginning();
    this.candidateHeardMs = nowMs;
    if (replaced !== undefined) this.end(replaced);
    this.begin(this.candidate);
  }

  /** Another store is another history: nothing of the old one may open a door, so the process goes on as if just started. */
  private otherStore(reader: TopicReader, store: string): void {
    if (reader !== this.serving) return;
    this.goOverTo(store);
    this.end(this.serving);
    if (this.candidate !== undefined) this.end(this.candidate);
    this.candidate = undefined;
    this.serving = this.fromBeginning();
    this.begin(this.serving);
  }

  /** What this boot has told was told of another history, whose positions are given again: it goes on as a new one. */
  private goOverTo(store: string): void {
    this.options.observer.storeChanged(store);
    this.options.exposures?.()?.otherHistory();
    this.options.presence.redraw();
    this.options.snapshot?.replaced();
    this.digestAgrees('unknown');
  }

  private begin(reader: TopicReader): void {
    reader.open(this.group()).catch((error: unknown) => {
      if (!(error instanceof LogClosed)) this.options.logger.error({ err: error }, 'the token-state topic could not be read');
    });
  }

  private end(reader: TopicReader): void {
    reader.close().catch((error: unknown) => {
      this.options.logger.warn({ err: error }, 'a consumer of the token-state topic could not be closed');
    });
  }
}
