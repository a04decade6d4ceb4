export interface SnapshotStatus {
  /** What this process started from; null where it read the log from its beginning. */
  readonly loaded: { readonly tokens: number; readonly nextOffset: number; readonly tookMs: number } | null;
  /** Why it did not start from a snapshot; null where it did, or has not tried yet. */
  readonly notLoaded: string | null;
  /** `waiting`: nothing has been proven yet, or not since what is held differs; `other_process`: that one writes. */
  readonly writing: 'waiting' | 'yes' | 'other_process' | 'failing';
  /** The first offset that is not saved; null where another process writes, or none is known. */
  readonly nextOffset: number | null;
  /** How long the oldest change that is known but not saved has been waiting, ms; null as above. */
  readonly behindMs: number | null;
  /** Why the last attempt to write failed; null where it did not. */
  readonly failure: string | null;
}
