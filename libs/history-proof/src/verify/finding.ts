import type { CheckpointRefusal } from '../checkpoint/checkpoint.js';
import type { ChainBreak } from '../chain/workspace-chain.js';

/** Why a checkpoint is not believed, as `openCheckpoint` says it of one; the key itself was read before. */
export type NoteFault = Exclude<CheckpointRefusal['reason'], 'malformed_key'>;

/** What can be wrong with the file itself. */
type FileFinding =
  | { readonly code: 'not_an_export' }
  | { readonly code: 'version_unknown' }
  | { readonly code: 'line_too_long'; readonly bytes: number }
  | { readonly code: 'not_utf8' }
  | { readonly code: 'line_malformed' }
  | { readonly code: 'cut' }
  | { readonly code: 'after_end' }
  | { readonly code: 'events_differ'; readonly told: number; readonly found: number };

/** What can be wrong with the checkpoint that it ends at. */
type CheckpointFinding =
  | { readonly code: 'checkpoint_refused'; readonly reason: NoteFault }
  | { readonly code: 'other_store' }
  | { readonly code: 'workspace_not_in_checkpoint' }
  | { readonly code: 'nothing_proved' };

/** What can be wrong with an event, by itself or after those before it. */
type EventFinding =
  | ChainBreak
  | { readonly code: 'envelope_malformed' }
  | { readonly code: 'position_not_rising' }
  | { readonly code: 'position_gap'; readonly expected: number; readonly found: number }
  | { readonly code: 'time_goes_back' }
  | { readonly code: 'beyond_checkpoint'; readonly size: number }
  | { readonly code: 'origin_differs' }
  | { readonly code: 'other_workspace'; readonly workspaceId: string }
  | { readonly code: 'other_token'; readonly stream: string }
  | { readonly code: 'version_gap'; readonly expected: number; readonly found: number }
  | { readonly code: 'not_in_checkpoint' };

/** What can be wrong with where it ends. */
type EndFinding =
  | { readonly code: 'tail_missing'; readonly committed: number; readonly found: number }
  | { readonly code: 'end_differs' }
  | { readonly code: 'last_not_in_checkpoint' }
  | { readonly code: 'tree_differs' }
  | { readonly code: 'workspaces_differ' };

/** What can be wrong beside an earlier checkpoint. */
type PreviousFinding =
  | { readonly code: 'previous_refused'; readonly reason: NoteFault }
  | { readonly code: 'previous_of_other_store' }
  | { readonly code: 'previous_newer'; readonly size: number; readonly previous: number }
  | { readonly code: 'previous_workspace_unproved' }
  | { readonly code: 'history_rewritten' };

/** Why a history does not hold. */
export type Finding = FileFinding | CheckpointFinding | EventFinding | EndFinding | PreviousFinding;

export type FindingCode = Finding['code'];

/** Why nothing can be said about an earlier checkpoint from this export. */
export type NotComparable = 'no_consistency_proof' | 'no_workspace_proof' | 'previous_of_other_workspace';

/** The event at which something was found. */
export interface EventPlace {
  readonly position: number;
  readonly stream: string;
  readonly version: number;
  readonly type: string;
  readonly time: string;
}
