import { Controller, Header, HttpCode, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { type Clock, CLOCK, Describe, noStoreHeader } from '@portcullis/service-kit';
import { z } from 'zod';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { requireConfirmation } from '../../identity/authenticate-caller/require-confirmation.js';
import { requireSession } from '../../identity/authenticate-caller/require-session.js';
import { noBody } from '../../tokens/input/no-body.js';
import { noParameters } from '../../tokens/input/no-parameters.js';
import { problemOfUserChange } from '../answers/user-problems.js';
import { toUser, userSchema } from '../answers/user.js';
import { userIdParams } from '../input/user-id.js';
import { AskedOfUser, type UserRequest } from '../input/user-request.js';
import { ResetPassword } from './reset-password.command.js';

const resetSchema = z
  .strictObject({
    user: userSchema,
    password: z.string().meta({ description: 'Shown once. Good for nothing but choosing another one.' }),
  })
  .meta({ id: 'UserPasswordReset' });

@Controller('api/v1/users')
export class ResetPasswordRoute {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @ForPeople('userManage')
  @Post(':id/reset-password')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'resetUserPassword',
    summary: 'Give a user a new password',
    description:
      'For who has forgotten theirs: it is in this answer and nowhere else, to be handed over, and whoever logs in with it has to choose another one first. Ends every session of the user; their tokens stay. Only owners do this to an owner, and nobody to a user who may grant what they may not grant themselves, or to themselves (`PUT /api/v1/session/password`). The password of who asks is said again before (`POST /api/v1/session/confirm`).',
    tag: 'Users',
    params: userIdParams,
    query: noParameters,
    body: noBody,
    answers: { 200: { description: 'From now on it is this one.', schema: resetSchema, headers: noStoreHeader } },
    refusals: [404, 409],
  })
  async reset(@AskedOfUser() { caller, userId, request }: UserRequest): Promise<z.output<typeof resetSchema>> {
    const { workspaceId, userId: actorId } = requireSession(caller);
    const outcome = await this.commands.execute(new ResetPassword({ workspaceId, userId }, actorId, () => { requireConfirmation(caller, this.clock); }, contextOf(request, caller)));
    if (outcome.outcome !== 'reset') throw problemOfUserChange(outcome);
    return { user: toUser(outcome.person), password: outcome.password };
  }
}
