import type { EnvelopeHead } from '../chain/envelope-head.js';
import type { Checkpoint } from '../checkpoint/checkpoint.js';
import type { ExportedEvent, ExportEnd, ExportHeader } from '../export/format.js';
import type { Finding } from './finding.js';
import type { Earlier } from './previous.js';

/** What the rules of a history know before its first event. */
export interface Committed {
  readonly header: ExportHeader;
  readonly checkpoint: Checkpoint;
  readonly earlier: Earlier | null;
}

/** What has to hold of a history of one kind, beyond what holds of every event. */
export interface HistoryRules {
  /** Of what stands before the first event. @returns what does not hold */
  begin(): Finding | undefined;
  /** Of the next event. */
  take(head: EnvelopeHead, event: ExportedEvent): Finding | undefined;
  /** Of all of them together. */
  finish(end: ExportEnd): Finding | undefined;
}
