import type { Refusal } from '@portcullis/token';
import type { GrantRefused } from '../identity/accounts/grant.js';

/** What became of a command on one token. */
export type ChangeOutcome =
  /** `position` of the event that changed it. */
  | { readonly outcome: 'changed'; readonly position: number }
  /** It was so already; `position` of the token's last change. */
  | { readonly outcome: 'unchanged'; readonly position: number }
  | ChangeRefused;

export type ChangeRefused =
  /** No such token, or another workspace's. */
  | { readonly outcome: 'not_found' }
  | { readonly outcome: 'refused'; readonly refusal: Refusal }
  /** The user whose token it is, or who issues it, may not have it so. */
  | GrantRefused
  /** Whoever asks was let in, and would not be any more: suspended, demoted, revoked or narrowed meanwhile. */
  | { readonly outcome: 'asker_changed' }
  /** The client named a version that is not the token's any more. */
  | { readonly outcome: 'version_mismatch' }
  /** Revoking and disabling it are never refused so. */
  | { readonly outcome: 'too_many_changes' }
  /** Others were faster, twice. */
  | { readonly outcome: 'conflict' }
  /** A lock was not to be had in time. */
  | { readonly outcome: 'busy' };
