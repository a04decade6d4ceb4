/** Something a person can mend; its message is the one line that they get to see. */
export class OneLineFailure extends Error {
  override readonly name = 'OneLineFailure';
}
