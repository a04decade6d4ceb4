import type { Probe } from '@portcullis/messages';
import type { SnapshotStatus } from './snapshot/snapshot-status.js';

export interface ReplicaStatus {
  readonly service: string;
  readonly boot: string;
  readonly fresh: boolean;
  /** Upper bound on the age of what is known, ms; null before the first counted record. */
  readonly ageMs: number | null;
  readonly boundMs: number;
  readonly appliedPosition: number;
  readonly digest: Probe['digest'];
  readonly tokens: number;
  /** Tokens whose newest message is not understood here; they accept nothing. */
  readonly closedTokens: number;
  /** Why the newest closed records do not count: the first rule that failed since one last did; null where they count. */
  readonly notCounting: string | null;
  /** Of the copy in the service's own database; null where none is kept. */
  readonly snapshot: SnapshotStatus | null;
}
