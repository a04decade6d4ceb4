import { EXIT, type ExitCode } from './exit-codes.js';

/** A command could not be done; its message is for the person, in the person's language. */
export class CommandFailure extends Error {
  constructor(
    message: string,
    readonly exitCode: ExitCode = EXIT.failed,
  ) {
    super(message);
  }
}

/** The command was not understood. */
export class UsageFailure extends CommandFailure {
  constructor(message: string) {
    super(message, EXIT.notUnderstood);
  }
}

/** Ctrl-C. */
export class Interrupted extends Error {
  override readonly name = 'Interrupted';
}
