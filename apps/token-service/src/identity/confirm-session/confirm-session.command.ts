import { Command } from '@nestjs/cqrs';
import type { SessionCaller } from '../authenticate-caller/caller.js';
import type { NotTried } from '../guesses/password-guesses.js';

export type ConfirmSessionOutcome =
  | { readonly outcome: 'confirmed'; readonly until: Date }
  /** It is not the password. */
  | { readonly outcome: 'refused' }
  /** The session ended while the password was looked at. */
  | { readonly outcome: 'ended' }
  | NotTried;

/** The person of a session says the password again. */
export class ConfirmSession extends Command<ConfirmSessionOutcome> {
  constructor(
    readonly caller: SessionCaller,
    readonly password: string,
    /** The client's address, as text. */
    readonly address: string,
  ) {
    super();
  }
}
