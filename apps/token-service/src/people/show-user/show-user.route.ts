import { Controller, Get, Header, Query } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { Describe, OF_THE_CALLER, ofTheCallerHeader } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { noParameters, refuseParameters } from '../../tokens/input/no-parameters.js';
import { noSuchUser } from '../answers/user-problems.js';
import { toUser, type User, userSchema } from '../answers/user.js';
import { findPerson } from '../changes/person.js';
import { UserId, userIdParams } from '../input/user-id.js';

@Controller('api/v1/users')
export class ShowUserRoute {
  constructor(private readonly dataSource: DataSource) {}

  @ForPeople('userView')
  @Get(':id')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showUser',
    summary: 'Show a user',
    description: 'Removed ones too.',
    tag: 'Users',
    params: userIdParams,
    query: noParameters,
    answers: { 200: { description: 'The user.', schema: userSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async show(@CurrentCaller() { workspaceId }: Caller, @UserId() userId: string, @Query() query: unknown): Promise<User> {
    refuseParameters(query);
    const person = await findPerson(queryOf(this.dataSource.manager), workspaceId, userId);
    if (!person) throw noSuchUser();
    return toUser(person);
  }
}
