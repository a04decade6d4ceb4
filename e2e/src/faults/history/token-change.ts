import type { Wish } from './token-life.js';

/** Between which moments a rotated secret ends: a clock of the servers decides when, and clients see only around what. */
export interface SecretEnd {
  /** When the rotation was asked for that sets it. */
  readonly askedMs: number;
  readonly fromMs: number;
  /** Infinity until the rotation was answered. */
  toMs: number;
}

/** What a change makes of a token. */
export type Effect =
  | { readonly kind: 'issue' | 'revoke' | 'disable' | 'enable' }
  | { readonly kind: 'scopes'; readonly scopes: Wish['scopes'] }
  | Rotation;

/** A new secret, its number unknown until the answer came; with no end the old one is over at once. */
export interface Rotation {
  readonly kind: 'rotate';
  secret: number | undefined;
  oldEnds: SecretEnd | undefined;
}

/** One change of a token, as a client saw it: it came about between these moments, if it did. */
export interface TokenChange<E extends Effect = Effect> {
  readonly effect: E;
  /** When it was first asked for, whatever became of the asking. */
  readonly begunMs: number;
  /** When a client first held its confirmation in its hands. */
  confirmedMs?: number;
}
