import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { NotTried } from '../guesses/password-guesses.js';
import type { SessionCaller } from '../authenticate-caller/caller.js';

export type ChangePasswordOutcome =
  | { readonly outcome: 'changed' }
  /** The present password is another one. */
  | { readonly outcome: 'refused' }
  | NotTried;

/** A person takes another password. */
export class ChangePassword extends Command<ChangePasswordOutcome> {
  constructor(
    readonly caller: SessionCaller,
    readonly currentPassword: string,
    readonly newPassword: string,
    /** The client's address, as text. */
    readonly address: string,
    readonly context: AppendContext,
  ) {
    super();
  }
}
