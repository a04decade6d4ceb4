import { Inject, Injectable } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Scope } from '@portcullis/scopes';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import { requireConfirmation } from '../../identity/authenticate-caller/require-confirmation.js';
import { requireSession } from '../../identity/authenticate-caller/require-session.js';
import { ChangeAnswers } from '../../tokens/answers/change-answers.js';
import type { UserChangeAnswer } from '../answers/user-change.js';
import { problemOfUserChange } from '../answers/user-problems.js';
import { toUser } from '../answers/user.js';
import type { UserRequest } from '../input/user-request.js';
import { ChangeUser } from './change-user.command.js';
import type { Person } from './person.js';
import type { WishFor } from './user-transaction.js';

/** What a request for a change of a person means. */
export interface AskedChange {
  readonly wishFor: WishFor;
  /** Whether who asks has to say the password again. */
  readonly needsConfirmation: (person: Person) => boolean;
  /** As they were sent, for the pointers of a refusal. */
  readonly grantableScopes?: readonly Scope[] | null | undefined;
}

/** What every change of a person does between its request and its answer. */
@Injectable()
export class UserChangeRequests {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async serve({ caller, userId, request, reply }: UserRequest, { wishFor, needsConfirmation, grantableScopes }: AskedChange): Promise<UserChangeAnswer> {
    const { workspaceId, userId: actorId } = requireSession(caller);
    const confirm = (person: Person): void => {
      if (needsConfirmation(person)) requireConfirmation(caller, this.clock);
    };
    const outcome = await this.commands.execute(new ChangeUser({ workspaceId, userId }, { actorId, wishFor, confirm }, contextOf(request, caller)));
    if (outcome.outcome !== 'changed') throw problemOfUserChange(outcome, grantableScopes);
    const receipt = await this.answers.changedSet(outcome.position, !outcome.isMore, request, reply);
    return { user: toUser(outcome.person), tokens: { changed: outcome.tokens, remaining: outcome.isMore }, receipt };
  }
}
