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

/** Of a removed user the rules say that there is no way back. */
const wishFor = wishForStatus('active', { type: 'UserResumed' });

@Controller('api/v1/users')
export class ResumeUserRoute {
  constructor(private readonly changes: UserChangeRequests) {}

  @ForPeople('userManage')
  @Post(':id/resume')
  @HttpCode(200)
  @Describe({
    operationId: 'resumeUser',
    summary: 'Let a suspended user in again',
    description: 'Their user tokens stay disabled until each is enabled. A removed user stays removed.',
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
    return this.changes.serve({ caller, userId, wishFor, needsConfirmation: () => false }, request, reply);
  }
}
