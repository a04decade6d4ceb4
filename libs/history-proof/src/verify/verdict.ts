import type { ExportScope } from '../export/format.js';
import type { EventPlace, Finding, NotComparable } from './finding.js';

/** A history that holds, and what of. */
export interface Holds {
  readonly verdict: 'holds';
  readonly scope: ExportScope;
  readonly storeId: string;
  readonly events: number;
  /** Of the checkpoint that it ends at. */
  readonly checkpoint: { readonly size: number; readonly time: string };
  /** Of the earlier checkpoint that it goes on from; null where none was given. */
  readonly previous: { readonly size: number; readonly time: string } | null;
  /** Events that had an address or a user agent, of which one was forgotten since. */
  readonly forgotten: number;
}

/** A history that does not hold: where, and why. */
export interface DoesNotHold {
  readonly verdict: 'does_not_hold';
  readonly finding: Finding;
  /** Of the file, from 1; null where it is not of one line. */
  readonly line: number | null;
  /** The first event that does not fit, where the finding is one event's and it can be read. */
  readonly event: EventPlace | null;
}

/** The earlier checkpoint cannot be compared with this export: nothing is said of the history. */
export interface CannotCompare {
  readonly verdict: 'not_comparable';
  readonly reason: NotComparable;
}

export type Verdict = Holds | DoesNotHold | CannotCompare;
