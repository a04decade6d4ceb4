import { type Log, LogClosed, type LogLogger } from '@portcullis/log';
import type { Probe } from '@portcullis/messages';
import type { TokenContent } from '../content/token-content.js';
import type { Presence } from '../presence.js';
import type { ReplicaObserver } from '../replica-observer.js';
import type { Taken } from './reading.js';
import { TopicReader } from './topic-reader.js';

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
  private digestState: Probe['digest'] = 'unknown';
  private uncounted: string | null = null;
  private toldOfClosed = false;

  constructor(private readonly options: ReadingsOptions) {
    this.serving = this.newReader();
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
    await this.serving.open(this.group());
  }

  async close(): Promise<void> {
    await Promise.all([this.serving.close(), this.candidate?.close()]);
  }

  private newReader(): TopicReader {
    const { log, presence, logger } = this.options;
    const onTaken = (taken: Taken, reader: TopicReader): void => {
      this.onTaken(taken, reader);
    };
    return new TopicReader(log, presence.lastNonce, () => presence.boot, onTaken, logger);
  }

  /** A group of its own for each read: consumers that shared one would share the records. */
  private group(): string {
    this.reads += 1;
    return `${this.options.service}.${this.options.presence.boot}.${this.reads}`;
  }

  private onTaken(taken: Taken, reader: TopicReader): void {
    // An ended read may still be in the middle of a batch; what it holds is served to nobody, so it must count nothing.
    if (reader !== this.serving && reader !== this.candidate) return;
    switch (taken.kind) {
      case 'state':
        this.stateTaken(reader, taken);
        return;
      case 'counted':
        this.counted(reader, taken);
        return;
      case 'other_store':
        this.otherStore(reader, taken.store);
        return;
      case 'not_counted':
        this.notCounted(reader, taken.rule, taken.detail);
    }
  }

  private stateTaken(reader: TopicReader, { key, applied }: Extract<Taken, { kind: 'state' }>): void {
    const { closedTokens } = reader.reading.content;
    if (applied.result === 'closed') this.options.observer.tokenNotUnderstood(key, applied.reason);
    else if (this.toldOfClosed && closedTokens === 0 && reader === this.serving) this.options.observer.everyTokenUnderstood();
    this.toldOfClosed = closedTokens > 0;
  }

  private counted(reader: TopicReader, { nonce, position, store }: Extract<Taken, { kind: 'counted' }>): void {
    const { presence } = this.options;
    this.settleOn(reader);
    if (presence.store !== null && presence.store !== store) {
      this.goOverTo(store);
      return;
    }
    this.digestAgrees('agrees');
    this.uncounted = null;
    if (presence.counted(nonce, position, store)) this.options.onApplied();
  }

  /** What differed is no more: it agrees now, or it was dropped. */
  private digestAgrees(state: 'agrees' | 'unknown'): void {
    if (this.digestState === 'differs' || this.digestState === 'unhealed') this.options.observer.digestAgreesAgain();
    this.digestState = state;
  }

  /** Whichever read counts first is right; the other one is ended. */
  private settleOn(reader: TopicReader): void {
    const { candidate, serving } = this;
    if (candidate === undefined) return;
    this.serving = reader;
    this.candidate = undefined;
    this.end(reader === candidate ? serving : candidate);
  }

  private notCounted(reader: TopicReader, rule: string, detail: string): void {
    // The first rule to fail since a record last counted says most: what follows is often only its consequence.
    this.uncounted ??= `${rule}: ${detail}`;
    if (rule !== 'digest') return;
    if (reader === this.serving && this.digestState !== 'unhealed') this.digestState = 'differs';
    if (reader.reading.mismatchesInARow < MISMATCHES_BEFORE_REREAD) return;
    if (reader === this.candidate) this.unhealed(detail);
    this.reread(detail);
  }

  private unhealed(detail: string): void {
    if (this.digestState === 'unhealed') return;
    this.digestState = 'unhealed';
    this.options.observer.digestUnhealed(detail);
  }

  private reread(detail: string): void {
    const nowMs = this.options.monotonicMs();
    if (nowMs - this.lastRereadMs < REREAD_AT_MOST_EVERY_MS) return;
    this.options.observer.digestDiffers(detail);
    this.lastRereadMs = nowMs;
    const replaced = this.candidate;
    this.candidate = this.newReader();
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
    this.serving = this.newReader();
    this.begin(this.serving);
  }

  /** What this boot has told was told of another history, whose positions are given again: it goes on as a new one. */
  private goOverTo(store: string): void {
    this.options.observer.storeChanged(store);
    this.options.presence.redraw();
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
