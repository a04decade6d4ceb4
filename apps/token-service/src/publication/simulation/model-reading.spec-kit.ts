import { CLOSED_KEY, type ClosedRecord, parseClosedRecord } from '@portcullis/messages';
import { judge, Reading, type Taken, TokenContent } from '@portcullis/token-replica';
import { STORE_ID } from './simulated-store.spec-kit.js';
import type { Rules } from './rules.spec-kit.js';

/** What a read of the topic is to whoever holds one. */
export interface ModelReading {
  readonly content: TokenContent;
  readonly mismatchesInARow: number;
  take(key: string, value: Uint8Array, boot: string): Taken;
}

/** The shipped reading; where a rule of it is to be left out, a copy of it without that rule. */
export function openReading(rules: Rules, lastNonceBefore: number): ModelReading {
  return rules.shippedReading && rules.epoch && rules.versions && rules.digest ? new Reading(lastNonceBefore) : new LaxReading(rules, lastNonceBefore);
}

type Applied = ReturnType<TokenContent['apply']>;

class LaxReading implements ModelReading {
  content = new TokenContent();
  mismatchesInARow = 0;
  private epoch = 0;
  private eventPosition = 0;
  private closedPosition = 0;
  private readonly last = new Map<string, Uint8Array>();

  constructor(
    private readonly rules: Rules,
    private readonly lastNonceBefore: number,
  ) {}

  take(key: string, value: Uint8Array, boot: string): Taken {
    if (key === CLOSED_KEY) return this.takeClosed(value, boot);
    const applied = this.applyOrOverwrite(key, value);
    this.eventPosition = Math.max(this.eventPosition, applied.position ?? 0);
    return { kind: 'state', key, applied };
  }

  /** Without the rule, the last in the topic's order is taken, whatever its version. */
  private applyOrOverwrite(key: string, value: Uint8Array): Applied {
    const applied = this.content.apply(key, value);
    if (this.rules.versions || applied.result !== 'superseded') {
      this.last.set(key, applied.result === 'superseded' ? (this.last.get(key) ?? value) : value);
      return applied;
    }
    this.last.set(key, value);
    this.content = new TokenContent();
    for (const [held, message] of this.last) this.content.apply(held, message);
    // Whether it closes its token is for exposures, of which the model has none.
    return { result: 'applied', position: applied.position, enabled: true };
  }

  private takeClosed(value: Uint8Array, boot: string): Taken {
    const parsed = parseClosedRecord(value);
    if (!parsed.ok) return { kind: 'not_counted', rule: 'schema', contradicts: false, detail: parsed.reason };
    const { value: record } = parsed;
    const verdict = judge(record, this.seen(record), boot, this.lastNonceBefore);
    this.epoch = Math.max(this.epoch, record.epoch);
    this.closedPosition = Math.max(this.closedPosition, record.position);
    const answersUs = (record.nonces[boot] ?? 0) > this.lastNonceBefore;
    const contradicts = !verdict.counts && (verdict.rule === 'digest' || (verdict.rule === 'position' && answersUs));
    this.mismatchesInARow = verdict.counts ? 0 : this.mismatchesInARow + Number(contradicts);
    if (!verdict.counts) return { kind: 'not_counted', rule: verdict.rule, contradicts, detail: '' };
    return { kind: 'counted', nonce: verdict.nonce, position: record.position, store: STORE_ID };
  }

  /** What was seen, as far as a rule looks at it. */
  private seen({ digest }: ClosedRecord): Parameters<typeof judge>[1] {
    return {
      store: STORE_ID,
      epoch: this.rules.epoch ? this.epoch : 0,
      position: Math.max(this.eventPosition, this.closedPosition),
      digest: this.rules.digest ? this.content.contentDigest() : digest,
    };
  }
}
