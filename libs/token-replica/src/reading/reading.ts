import { CLOSED_KEY, type ClosedRecord, parseClosedRecord } from '@portcullis/messages';
import { type Applied, TokenContent } from '../content/token-content.js';
import { type CountingRule, judge } from './counting.js';

export type Taken =
  | { readonly kind: 'state'; readonly key: string; readonly applied: Applied }
  | { readonly kind: 'counted'; readonly nonce: number; readonly position: number; readonly store: string }
  /** `contradicts`: a record that would have counted, had this read amounted to what the relay speaks of. */
  | { readonly kind: 'not_counted'; readonly rule: CountingRule | 'schema'; readonly contradicts: boolean; readonly detail: string }
  /** A live relay answered us for another store than the one this read follows: what is held is another history. */
  | { readonly kind: 'other_store'; readonly store: string };

/** What a read goes on from: what it has taken already, and the store that was of. */
export interface ReadSoFar {
  readonly content: TokenContent;
  readonly store: string;
  /** Highest position of any state message. */
  readonly position: number;
}

/** One read of the token-state topic, and what it amounts to so far. */
export class Reading {
  readonly content: TokenContent;
  private store: string | null;
  private readonly epochs = new Map<string, number>();
  private eventPosition: number;
  private readonly closedPositions = new Map<string, number>();
  private differing = 0;

  /**
   * @param lastNonceBefore the newest nonce this process had sent when the read began.
   * @param soFar a copy of the topic up to some offset, where the read goes on from there; left out, it begins at the beginning.
   *   It makes nothing fresh: what it amounts to is judged by the next closed record, like all that was read.
   */
  constructor(
    private readonly lastNonceBefore: number,
    soFar?: ReadSoFar,
  ) {
    this.content = soFar?.content ?? new TokenContent();
    this.store = soFar?.store ?? null;
    this.eventPosition = soFar?.position ?? 0;
  }

  /** Closed records in a row that contradict what is held: by their digest, or by a position before what is held. */
  get mismatchesInARow(): number {
    return this.differing;
  }

  take(key: string, value: Uint8Array, boot: string): Taken {
    return key === CLOSED_KEY ? this.takeClosed(value, boot) : this.takeState(key, value);
  }

  private takeState(key: string, value: Uint8Array): Taken {
    const applied = this.content.apply(key, value);
    this.eventPosition = Math.max(this.eventPosition, applied.position ?? 0);
    return { kind: 'state', key, applied };
  }

  private takeClosed(value: Uint8Array, boot: string): Taken {
    const parsed = parseClosedRecord(value);
    if (!parsed.ok) return { kind: 'not_counted', rule: 'schema', contradicts: false, detail: parsed.reason };
    const record = parsed.value;
    const verdict = judge(record, this.seen(record.store), boot, this.lastNonceBefore);
    this.remember(record);
    if (verdict.counts) return this.count(record, verdict.nonce);
    const answersUs = (record.nonces[boot] ?? 0) > this.lastNonceBefore;
    if (verdict.rule === 'store' && answersUs) return { kind: 'other_store', store: record.store };
    // A position that the store has not reached never agrees by waiting: such a copy was made up, or the store went back.
    const contradicts = verdict.rule === 'digest' || (verdict.rule === 'position' && answersUs);
    if (contradicts) this.differing += 1;
    return { kind: 'not_counted', rule: verdict.rule, contradicts, detail: this.describe(record) };
  }

  private seen(store: string): Parameters<typeof judge>[1] {
    return {
      store: this.store,
      epoch: this.epochs.get(store) ?? 0,
      position: Math.max(this.eventPosition, this.closedPositions.get(store) ?? 0),
      digest: this.content.contentDigest(),
    };
  }

  /** Also a record that does not count has been seen: nothing older than it may count after it. */
  private remember({ store, epoch, position }: ClosedRecord): void {
    this.epochs.set(store, Math.max(epoch, this.epochs.get(store) ?? 0));
    this.closedPositions.set(store, Math.max(position, this.closedPositions.get(store) ?? 0));
  }

  private count(record: ClosedRecord, nonce: number): Taken {
    this.store = record.store;
    this.differing = 0;
    return { kind: 'counted', nonce, position: record.position, store: record.store };
  }

  private describe({ store, epoch, position, digest }: ClosedRecord): string {
    const seen = this.seen(store);
    return `record: epoch ${epoch}, position ${position}, digest ${digest}; seen: epoch ${seen.epoch}, position ${seen.position}, digest ${seen.digest}`;
  }
}
