/** The service cannot start as things are; the message is one line that says what to do about it. */
export class StartRefused extends Error {
  override readonly name = 'StartRefused';
}
