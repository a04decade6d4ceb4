import { Command } from '@nestjs/cqrs';
import type { NotTried } from '../guesses/password-guesses.js';

/** `refused`: it is not the password. */
export type ConfirmSessionOutcome = { readonly outcome: 'confirmed'; readonly until: Date } | { readonly outcome: 'refused' } | NotTried;

/** The person of a session says the password again. */
export class ConfirmSession extends Command<ConfirmSessionOutcome> {
  constructor(
    readonly sessionId: string,
    readonly email: string,
    readonly password: string,
    /** The client's address, as text. */
    readonly address: string,
  ) {
    super();
  }
}
