/** One change in the text of what was built. */
export interface Change {
  /** The built file, from the repository's root. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly takeOut: string;
  readonly putIn: string;
}
