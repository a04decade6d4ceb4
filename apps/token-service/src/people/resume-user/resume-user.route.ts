import { Controller, HttpCode, Post } from '@nestjs/common';
import { Describe } from '@portcullis/service-kit';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { noBody } from '../../tokens/input/no-body.js';
import { noParameters } from '../../tokens/input/no-parameters.js';
import { type UserChangeAnswer, userChangeAnswers, userChangeHeaders } from '../answers/user-change.js';
import { wishForStatus } from '../changes/status-wish.js';
import { UserChangeRequests } from '../changes/user-change-requests.js';
import { userIdParams } from '../input/user-id.js';
import { AskedOfUser, type UserRequest } from '../input/user-request.js';

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
  change(@AskedOfUser() asked: UserRequest): Promise<UserChangeAnswer> {
    return this.changes.serve(asked, { wishFor, needsConfirmation: () => false });
  }
}
