/** The last closed record that counted in the read that is served from: what is known to be right, and up to where. */
export interface Proof {
  /** The record's own offset. */
  readonly offset: number;
  readonly store: string;
  /** Content digest of everything before it, 16 lower-case hex digits. */
  readonly digest: string;
}
