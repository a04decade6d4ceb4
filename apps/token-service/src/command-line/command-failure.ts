import { ConfigurationError, StartRefused } from '@portcullis/service-kit';

/** A command cannot do what it was asked; the message is one line for the operator. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}

/** What an operator is told about a failed command. */
export function lineOf(error: unknown): string {
  if (error instanceof CommandFailure || error instanceof StartRefused || error instanceof ConfigurationError) {
    return error.message;
  }
  const message = error instanceof Error ? error.message : String(error);
  return `The command failed: ${message.replaceAll(/\s*\n\s*/g, ' ')}`;
}
