import type { ClosedRecord } from '@portcullis/messages';

/** The rules a closed record must pass, in the order in which they are tried. */
export type CountingRule = 'store' | 'epoch' | 'position' | 'nonce' | 'digest';

export type Verdict = { readonly counts: true; readonly nonce: number } | { readonly counts: false; readonly rule: CountingRule };

/** What has been seen since the current read of the topic began. */
export interface Seen {
  /** The event store this read follows; null until a record first answers one of our probes. */
  readonly store: string | null;
  readonly epoch: number;
  /** Highest position of any closed record or state message. */
  readonly position: number;
  /** Content digest over what is held. */
  readonly digest: string;
}

/**
 * Whether a closed record counts: only then may it move freshness and the applied position. Each rule closes a hole of its
 * own: another store's history, a deposed relay that woke up, a topic that went back in time, a record that was written
 * before we asked, and content that is not what was published.
 *
 * @param lastNonceBefore the newest nonce sent before the current read began; only an echo of a later one proves that the
 *   record was made after the read started.
 */
export function judge(record: ClosedRecord, seen: Seen, boot: string, lastNonceBefore: number): Verdict {
  if (seen.store !== null && record.store !== seen.store) return { counts: false, rule: 'store' };
  if (record.epoch < seen.epoch) return { counts: false, rule: 'epoch' };
  if (record.position < seen.position) return { counts: false, rule: 'position' };
  const nonce = record.nonces[boot];
  if (nonce === undefined || nonce <= lastNonceBefore) return { counts: false, rule: 'nonce' };
  if (record.digest !== seen.digest) return { counts: false, rule: 'digest' };
  return { counts: true, nonce };
}
