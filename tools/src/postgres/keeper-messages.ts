import type { PostgresOptions } from './postgres-options.js';

/** What the parent tells its keeper, over the IPC channel. */
export type ToKeeper = { readonly kind: 'start'; readonly options: PostgresOptions } | { readonly kind: 'stop' };

/** What the keeper answers. `failed` and `ended` are its last words. */
export type FromKeeper =
  | { readonly kind: 'started'; readonly port: number; readonly password: string }
  | { readonly kind: 'failed'; readonly message: string }
  /** The server ended without having been asked to. */
  | { readonly kind: 'ended'; readonly message: string };
