/** Where a row stands: the file's name, and its line counted from 1, the header's. */
export interface Place {
  readonly file: string;
  readonly line: number;
}

/** The files cannot be imported as they are, and nothing was; the message names file and line, and says what is wrong. */
export class ImportFailure extends Error {
  override readonly name = 'ImportFailure';

  constructor({ file, line }: Place, problem: string, options?: ErrorOptions) {
    super(`${file} line ${line}: ${problem}`, options);
  }
}
