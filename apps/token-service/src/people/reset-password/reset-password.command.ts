import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { UserChangeRefused } from '../answers/user-problems.js';
import type { Person } from '../changes/person.js';
import type { UserTarget } from '../changes/user-transaction.js';

/** `person`: as the reset left them. `password`: in this answer and nowhere else. */
export type ResetPasswordOutcome = { readonly outcome: 'reset'; readonly person: Person; readonly password: string } | UserChangeRefused;

/** Gives a person of a workspace a password to begin with, as a new one has. */
export class ResetPassword extends Command<ResetPasswordOutcome> {
  constructor(
    readonly target: UserTarget,
    readonly actorId: string,
    /** Asked last, where all else allows it. @throws Problem where the password has to be said again */
    readonly confirm: () => void,
    readonly context: AppendContext,
  ) {
    super();
  }
}
