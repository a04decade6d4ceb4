/** A plot as it is written beside results.md. */
export interface Plot {
  readonly file: string;
  /** What it shows, in words, for who cannot see it. */
  readonly alt: string;
  readonly svg: string;
}
