import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { Person } from './person.js';
import type { UserOutcome, UserTarget, UserWish } from './user-transaction.js';

/** `person`: as the change left them. */
export type ChangeUserOutcome = Exclude<UserOutcome, { outcome: 'changed' }> | (Extract<UserOutcome, { outcome: 'changed' }> & { readonly person: Person });

/** Changes a person, and narrows the tokens that follow from it. */
export class ChangeUser extends Command<ChangeUserOutcome> {
  constructor(
    readonly target: UserTarget,
    readonly wish: UserWish,
    readonly context: AppendContext,
  ) {
    super();
  }
}
