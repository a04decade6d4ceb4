/** One protection taken out of the built system, and what has to be seen for it. */
export interface Mutant {
  readonly protection: string;
  /** The built file, from the repository's root. */
  readonly file: string;
  /** Stands exactly once in the file. */
  readonly takeOut: string;
  readonly putIn: string;
  /** Part of the name of the fault that it does not survive. */
  readonly fault: string;
  /** What the history must be found to break. */
  readonly breaks: string;
}
