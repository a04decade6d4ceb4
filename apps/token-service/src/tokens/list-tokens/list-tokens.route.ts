import { Controller, Get, Header } from '@nestjs/common';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, ParsedQuery, toPage } from '@portcullis/service-kit';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { ownOnly } from '../people/own-tokens.guard.js';
import { TokenAccess } from '../people/token-access.js';
import { type ApiToken, apiTokenSchema } from '../read-model/api-token.js';
import { type ListTokensQuery, listTokensQuery } from './list-tokens.query.js';
import { orderOf } from './token-order.js';
import { TokenPages } from './token-pages.js';

/** The workspace's tokens; expired and revoked ones too. */
@Controller('api/v1/api-keys')
export class ListTokensRoute {
  constructor(private readonly pages: TokenPages) {}

  @Get()
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listApiTokens',
    summary: 'List tokens',
    description:
      'The workspace’s, newest first; expired and revoked ones too. All criteria have to hold. A token that is issued meanwhile shifts nothing; one whose place or use changes may come twice or not at all.',
    tag: 'API tokens',
    query: listTokensQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(apiTokenSchema), headers: ofTheCallerHeader } },
  })
  async list(
    @CurrentCaller() caller: Caller,
    @ParsedQuery(listTokensQuery) { limit, cursor, sort, ...criteria }: ListTokensQuery,
  ): Promise<Page<ApiToken>> {
    const { workspaceId } = caller;
    const binding: CursorBinding = { route: 'GET /api/v1/api-keys', workspaceId, filters: { ...criteria, sort } };
    const order = orderOf(sort);
    const after = cursor === undefined ? undefined : decodeCursor(cursor, binding, order.place);
    const tokens = await this.pages.read({ ...criteria, workspaceId, ownOf: ownOnly(caller) }, order, after, limit + 1);
    return toPage(
      tokens,
      limit,
      (token) => token,
      (token) => encodeCursor(binding, order.placeOf(token)),
    );
  }
}
