import { Controller, Patch } from '@nestjs/common';
import { Describe, ParsedBody, validationFailed } from '@portcullis/service-kit';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { noParameters } from '../../tokens/input/no-parameters.js';
import { type UserChangeAnswer, userChangeAnswers, userChangeHeaders } from '../answers/user-change.js';
import type { Person } from '../changes/person.js';
import { UserChangeRequests } from '../changes/user-change-requests.js';
import type { Wish } from '../changes/user-transaction.js';
import { listOf, type UpdateUserBody, updateUserBody } from '../input/user-body.js';
import { userIdParams } from '../input/user-id.js';
import { AskedOfUser, type UserRequest } from '../input/user-request.js';

@Controller('api/v1/users')
export class UpdateUserRoute {
  constructor(private readonly changes: UserChangeRequests) {}

  @ForPeople('userManage')
  @Patch(':id')
  @Describe({
    operationId: 'updateUser',
    summary: 'Change a user’s role, or what they may grant',
    description:
      'User tokens of theirs that have more than the user may grant from now on lose it at once, and are disabled where nothing is left; workspace tokens stay. Only owners make owners and change one; nobody lets another grant what they may not grant themselves; the last owner stays. The password is said again before (`POST /api/v1/session/confirm`).',
    tag: 'Users',
    params: userIdParams,
    query: noParameters,
    headers: userChangeHeaders,
    body: updateUserBody,
    answers: userChangeAnswers,
    refusals: [404, 409],
  })
  update(@AskedOfUser('with a body') asked: UserRequest, @ParsedBody(updateUserBody) given: UpdateUserBody): Promise<UserChangeAnswer> {
    const { grantableScopes } = given;
    return this.changes.serve(asked, { wishFor: (person) => wishOf(given, person), needsConfirmation: () => true, grantableScopes });
  }
}

/** Nothing where it is so already. An owner grants everything, whatever the list was before. */
function wishOf(given: UpdateUserBody, person: Person): Wish | undefined {
  const role = given.role ?? person.role;
  if (role === 'owner' && given.grantableScopes != null) {
    throw validationFailed([{ pointer: '/grantableScopes', message: 'Must not be limited: an owner grants every scope.' }]);
  }
  const list = listOf(given);
  const wished = list === undefined ? person.grantableScopes : list;
  const grantableScopes = role === 'owner' ? null : wished;
  if (role === person.role && isSame(grantableScopes, person.grantableScopes)) return undefined;
  return { after: { role, grantableScopes, status: person.status }, event: { type: 'UserRoleChanged', role, grantableScopes } };
}

function isSame(one: readonly string[] | null, other: readonly string[] | null): boolean {
  if (one === null || other === null) return one === other;
  return one.length === other.length && one.every((scope, at) => scope === other[at]);
}
