import type { TokenContent } from '../../content/token-content.js';

/** A closed record that counted in the read that is served from: what is known to be right, and up to where. */
export interface Proof {
  /** The record's own offset. */
  readonly offset: number;
  readonly position: number;
  readonly store: string;
  /** What everything before it amounts to; as it is in this very moment. */
  readonly content: TokenContent;
}
