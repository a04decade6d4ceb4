import { Controller, Get, Header } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../answers/refusal-problems.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { TokenAccess } from '../people/token-access.js';
import { ApiTokenRow } from '../read-model/api-token-row.entity.js';
import { type HistoryEvent, type HistoryPlace, historyPlace, readHistory } from './history-page.js';
import { seesOrigins, type ShownEvent, shownEventSchema, toShownEvent, withoutOriginsOfOthers } from './shown-event.js';

const historyQuery = z.strictObject(pageParameters);
const START: HistoryPlace = [0, 0];

@Controller('api/v1/api-keys')
export class TokenHistoryRoute {
  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  /** All that happened to the token, from its issue on. */
  @Get(':id/events')
  @TokenAccess('auditView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listApiTokenEvents',
    summary: 'Show the history of a token',
    description: 'All that happened to it, from its issue on: changes of its state and uses, by position; by whom, from where and in which request, and what each changed. From where others acted is shown to people with `auditView` and tokens with `audit:read` alone; to anybody else their `origin` has null, and `isForgotten` false.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: historyQuery,
    answers: { 200: { description: 'One page of it.', schema: pageOf(shownEventSchema), headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async history(
    @CurrentCaller() caller: Caller,
    @TokenId() tokenId: string,
    @ParsedQuery(historyQuery) { limit, cursor }: z.infer<typeof historyQuery>,
  ): Promise<Page<ShownEvent>> {
    const { workspaceId } = caller;
    if (!(await this.manager.existsBy(ApiTokenRow, { id: tokenId, workspaceId }))) throw noSuchToken();
    const binding: CursorBinding = { route: 'GET /api/v1/api-keys/{id}/events', workspaceId, filters: { tokenId } };
    const after = cursor === undefined ? START : decodeCursor(cursor, binding, historyPlace);
    const events = await readHistory(queryOf(this.manager), tokenId, after, limit + 1);
    const toShown = seesOrigins(caller) ? toShownEvent : (event: HistoryEvent) => withoutOriginsOfOthers(toShownEvent(event), caller);
    return toPage(
      events,
      limit,
      toShown,
      ({ place }) => encodeCursor(binding, place),
    );
  }
}
