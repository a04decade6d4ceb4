import type { Scope } from '@portcullis/scopes';
import type { PublishedState } from './token-state.js';

/** One of a token's secrets. */
export interface HeldSecret {
  /** Its SHA-256: eight words, each two of two bytes, the lower byte first. */
  readonly digest: Uint32Array;
  /** Exclusive end of its grace period, epoch ms; Infinity for a current secret. */
  readonly endMs: number;
}

/** A published state in the units in which a replica holds it. */
export interface HeldState extends Pick<PublishedState, 'workspaceId' | 'kind' | 'environment' | 'status'> {
  readonly secrets: readonly HeldSecret[];
  readonly scopes: readonly Scope[];
  readonly allowedIps: readonly string[];
  /** Epoch ms; -Infinity and Infinity where there is no limit. */
  readonly notBeforeMs: number;
  readonly expiresAtMs: number;
}

/** A message that is understood, less what only people want to know of it. */
export interface UnderstoodState {
  readonly kind: 'understood';
  readonly position: number;
  readonly version: number;
  readonly state: HeldState;
}
