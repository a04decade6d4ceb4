import type { TokenContent } from '../../content/token-content.js';

/** What a load came to. */
export type Loading =
  | { readonly result: 'loaded'; readonly snapshot: LoadedSnapshot }
  | { readonly result: 'none' }
  /** There is one, which is no use here. `altered`: it is not what was written. */
  | { readonly result: 'discarded'; readonly reason: string; readonly altered: boolean }
  | { readonly result: 'unavailable'; readonly reason: string; readonly cause: unknown };

/**
 * A copy of the topic up to an offset. It agrees with itself and is of this log; whether it agrees with what was
 * published is for closed records to say, as with anything that was read.
 */
export interface LoadedSnapshot {
  readonly content: TokenContent;
  readonly store: string;
  /** Position of the closed record that the copy goes up to. */
  readonly position: number;
  /** The offset to read on from. */
  readonly nextOffset: number;
  /** The save it is. */
  readonly save: string;
  /** Tokens whose message this version of the service does not understand, with the reason. */
  readonly closed: readonly { readonly key: string; readonly reason: string }[];
}
