import { Controller, Get, Header } from '@nestjs/common';
import { RequireScopes } from '@portcullis/nest-auth';
import { type CursorBinding, decodeCursor, Describe, encodeCursor, OF_THE_CALLER, ofTheCallerHeader, type Page, pageOf, pageParameters, ParsedQuery, toPage } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { type ApiToken, apiTokenSchema } from '../read-model/api-token.js';
import { ApiTokens } from '../read-model/api-tokens.js';
import { EFFECTIVE_STATUSES } from '../read-model/status-conditions.js';

const listQuery = z.strictObject({ ...pageParameters, status: z.enum(EFFECTIVE_STATUSES).optional() });
/** The serial of the last token shown: later issues do not move it. */
const place = z.int().positive();

/** The workspace's tokens, newest first; expired and revoked ones too. */
@Controller('api/v1/api-keys')
export class ListTokensRoute {
  constructor(private readonly tokens: ApiTokens) {}

  @Get()
  @RequireScopes('api_token:manage')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'listApiTokens',
    summary: 'List tokens',
    description: 'The workspace’s, newest first; expired and revoked ones too.',
    tag: 'API tokens',
    query: listQuery,
    answers: { 200: { description: 'One page of them.', schema: pageOf(apiTokenSchema), headers: ofTheCallerHeader } },
  })
  async list(@CurrentCaller() { workspaceId }: Caller, @ParsedQuery(listQuery) query: z.infer<typeof listQuery>): Promise<Page<ApiToken>> {
    const { limit, cursor, status } = query;
    const binding: CursorBinding = { route: 'GET /api/v1/api-keys', workspaceId, filters: { status } };
    const beforeSerial = cursor === undefined ? undefined : decodeCursor(cursor, binding, place);
    const tokens = await this.tokens.newest(workspaceId, { beforeSerial, status, count: limit + 1 });
    return toPage(
      tokens,
      limit,
      ({ apiToken }) => apiToken,
      ({ serial }) => encodeCursor(binding, serial),
    );
  }
}
