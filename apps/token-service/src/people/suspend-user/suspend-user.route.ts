import { Body, Controller, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { Describe } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { noBody, refuseBody } from '../../tokens/input/no-body.js';
import { noParameters, refuseParameters } from '../../tokens/input/no-parameters.js';
import { type UserChangeAnswer, userChangeAnswers, userChangeHeaders } from '../answers/user-change.js';
import { wishForStatus } from '../changes/status-wish.js';
import { UserChangeRequests } from '../changes/user-change-requests.js';
import { UserId, userIdParams } from '../input/user-id.js';

const wishFor = wishForStatus('suspended', { type: 'UserSuspended' });

@Controller('api/v1/users')
export class SuspendUserRoute {
  constructor(private readonly changes: UserChangeRequests) {}

  @ForPeople('userManage')
  @Post(':id/suspend')
  @HttpCode(200)
  @Describe({
    operationId: 'suspendUser',
    summary: 'Suspend a user',
    description: 'Ends every session of theirs and disables every user token of theirs, at once; workspace tokens stay. Resuming the user opens none of them again: each is enabled by itself. The last owner stays. To suspend an owner the password is said again before.',
    tag: 'Users',
    params: userIdParams,
    query: noParameters,
    headers: userChangeHeaders,
    body: noBody,
    answers: userChangeAnswers,
    refusals: [404, 409],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @UserId() userId: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UserChangeAnswer> {
    refuseParameters(query);
    refuseBody(body);
    return this.changes.serve({ caller, userId, wishFor, needsConfirmation: ({ role }) => role === 'owner' }, request, reply);
  }
}
