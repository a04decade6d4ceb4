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
  change(@AskedOfUser() asked: UserRequest): Promise<UserChangeAnswer> {
    return this.changes.serve(asked, { wishFor, needsConfirmation: ({ role }) => role === 'owner' });
  }
}
