import { Controller, Delete } from '@nestjs/common';
import { Describe } from '@portcullis/service-kit';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { noBody } from '../../tokens/input/no-body.js';
import { noParameters } from '../../tokens/input/no-parameters.js';
import { type UserChangeAnswer, userChangeAnswers, userChangeHeaders } from '../answers/user-change.js';
import { wishForStatus } from '../changes/status-wish.js';
import { UserChangeRequests } from '../changes/user-change-requests.js';
import { userIdParams } from '../input/user-id.js';
import { AskedOfUser, type UserRequest } from '../input/user-request.js';

const wishFor = wishForStatus('removed', { type: 'UserRemoved' });

@Controller('api/v1/users')
export class RemoveUserRoute {
  constructor(private readonly changes: UserChangeRequests) {}

  @ForPeople('userManage')
  @Delete(':id')
  @Describe({
    operationId: 'removeUser',
    summary: 'Remove a user for good',
    description: 'Ends every session of theirs and revokes every user token of theirs, at once; workspace tokens stay, and so does the history. The email is free for another account. The last owner stays. The password is said again before.',
    tag: 'Users',
    params: userIdParams,
    query: noParameters,
    headers: userChangeHeaders,
    body: noBody,
    answers: userChangeAnswers,
    refusals: [404, 409],
  })
  change(@AskedOfUser() asked: UserRequest): Promise<UserChangeAnswer> {
    return this.changes.serve(asked, { wishFor, needsConfirmation: () => true });
  }
}
