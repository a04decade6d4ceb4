import { Controller, Get, Header } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { ForPeople } from '../authenticate-caller/people-only.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { listSessionsOf } from '../sessions/session-table.js';

const time = z.iso.datetime({ precision: 3 });
const ownSessionSchema = z
  .strictObject({
    id: z.string(),
    current: z.boolean().meta({ description: 'The one that asks.' }),
    createdAt: time,
    lastSeenAt: time.meta({ description: 'Its last use, to the minute.' }),
    expiresAt: time.meta({ description: 'When it ends unless it is used before.' }),
    address: z.string().nullable().meta({ description: 'Where it was begun from.' }),
    userAgent: z.string().nullable(),
  })
  .meta({ id: 'OwnSession' });

const listQuery = z.strictObject(pageParameters);
/** The id of the last session shown. */
const place = z.string();

@Controller('api/v1/sessions')
export class ListSessionsRoute {
  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** Of the person who asks and of nobody else. */
  @ForPeople()
  @Get()
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listSessions',
    summary: 'List one’s own sessions',
    description: 'Those that are live, in no particular order.',
    tag: 'Session',
    query: listQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(ownSessionSchema), headers: ofTheCallerHeader } },
  })
  async list(@CurrentCaller() caller: Caller, @ParsedQuery(listQuery) { limit, cursor }: z.infer<typeof listQuery>): Promise<Page<z.output<typeof ownSessionSchema>>> {
    const { userId, sessionId, workspaceId } = requireSession(caller);
    const binding: CursorBinding = { route: 'GET /api/v1/sessions', workspaceId, filters: { userId } };
    const after = cursor === undefined ? '' : decodeCursor(cursor, binding, place);
    const sessions = await listSessionsOf(queryOf(this.manager), userId, after, limit + 1);
    const show = ({ id, createdAt, lastSeenAt, expiresAt, address, userAgent }: (typeof sessions)[number]) => ({
      id,
      current: id === sessionId,
      createdAt: createdAt.toISOString(),
      lastSeenAt: lastSeenAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
      address,
      userAgent,
    });
    return toPage(sessions, limit, show, ({ id }) => encodeCursor(binding, id));
  }
}
