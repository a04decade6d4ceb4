/** The command cannot do what was asked; the message is one line that says why. */
export class CommandFailure extends Error {
  override readonly name = 'CommandFailure';
}
