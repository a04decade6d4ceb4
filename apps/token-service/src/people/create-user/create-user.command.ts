import { Command } from '@nestjs/cqrs';
import type { AppendContext } from '@portcullis/event-store';
import type { UserChangeRefused } from '../answers/user-problems.js';
import type { Person } from '../changes/person.js';
import type { CreateUserBody } from '../input/user-body.js';

export type CreateUserOutcome =
  /** The password is in this answer and nowhere else. */
  | { readonly outcome: 'created'; readonly person: Person; readonly password: string }
  /** Somebody has this email already, in this or in another workspace: a person logs in by email alone. */
  | { readonly outcome: 'email_taken' }
  | UserChangeRefused;

/** Makes a person of a workspace. */
export class CreateUser extends Command<CreateUserOutcome> {
  constructor(
    readonly workspaceId: string,
    readonly actorId: string,
    readonly body: CreateUserBody,
    readonly context: AppendContext,
  ) {
    super();
  }
}
