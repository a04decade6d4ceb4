import { Controller, Get, Header } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import { USER_STATUSES } from '../../identity/accounts/app-user.entity.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ForPeople } from '../../identity/authenticate-caller/people-only.js';
import { toUser, type User, userSchema } from '../answers/user.js';
import { readPeople } from '../changes/person.js';

const listQuery = z.strictObject({ ...pageParameters, status: z.enum(USER_STATUSES).optional() });
/** The serial of the last user shown: who is made later does not move it. */
const place = z.int().positive();

@Controller('api/v1/users')
export class ListUsersRoute {
  constructor(private readonly dataSource: DataSource) {}

  @ForPeople('userView')
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listUsers',
    summary: 'List users',
    description: 'The workspace’s, in the order in which they were made; those who were removed only by `status=removed`.',
    tag: 'Users',
    query: listQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(userSchema), headers: ofTheCallerHeader } },
  })
  async list(@CurrentCaller() { workspaceId }: Caller, @ParsedQuery(listQuery) { limit, cursor, status }: z.infer<typeof listQuery>): Promise<Page<User>> {
    const binding: CursorBinding = { route: 'GET /api/v1/users', workspaceId, filters: { status } };
    const after = cursor === undefined ? 0 : decodeCursor(cursor, binding, place);
    const people = await readPeople(
      queryOf(this.dataSource.manager),
      workspaceId,
      `serial > $2 AND CASE WHEN $3::text IS NULL THEN status <> 'removed' ELSE status = $3 END ORDER BY serial LIMIT $4`,
      [after, status ?? null, limit + 1],
    );
    return toPage(people, limit, toUser, ({ serial }) => encodeCursor(binding, serial));
  }
}
