import { Controller, Get, Header } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, ParsedQuery, toPage } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { type ShownEvent, shownEventSchema, toShownEvent } from '../../tokens/token-history/shown-event.js';
import { EventPages } from './event-pages.js';
import { type ListEventsQuery, listEventsQuery } from './list-events.query.js';

/** Position of the last event shown. */
const place = z.int().positive();

@Controller('api/v1/events')
export class ListEventsRoute {
  constructor(private readonly pages: EventPages) {}

  /** All that happened in the workspace: to tokens, by tokens, to people. */
  @Get()
  @RequireScopes('audit:read')
  @SessionNeeds('auditView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listEvents',
    summary: 'Show the history of the workspace',
    description:
      'All that happened in it, newest first: to tokens, by tokens, to people. All criteria have to hold. What is appended meanwhile shifts nothing.',
    tag: 'History',
    query: listEventsQuery,
    answers: { 200: { description: 'One page of it.', schema: pageOf(shownEventSchema), headers: ofTheCallerHeader } },
  })
  async list(
    @CurrentCaller() { workspaceId }: Caller,
    @ParsedQuery(listEventsQuery) { limit, cursor, sort, ...criteria }: ListEventsQuery,
  ): Promise<Page<ShownEvent>> {
    const binding: CursorBinding = { route: 'GET /api/v1/events', workspaceId, filters: { ...criteria, sort } };
    const events = await this.pages.read({
      workspaceId,
      criteria,
      direction: sort === 'position' ? 'ASC' : 'DESC',
      place: cursor === undefined ? undefined : decodeCursor(cursor, binding, place),
      count: limit + 1,
    });
    return toPage(
      events,
      limit,
      toShownEvent,
      ({ envelope }) => encodeCursor(binding, envelope.position),
    );
  }
}
