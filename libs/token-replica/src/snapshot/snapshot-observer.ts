/** What a snapshot's keeper wants a person to know. */
export interface SnapshotObserver {
  /** The copy in the database is not what was written there, or not what was published; a new one is made. */
  snapshotAltered(reason: string): void;
  /** It could not be written for a minute: a restart would have much to catch up with. */
  snapshotNotWritten(reason: string): void;
  /** It is being written again. */
  snapshotWritten(): void;
  /** The copy is what was published, up to a record that counted. */
  snapshotAgrees(): void;
}
