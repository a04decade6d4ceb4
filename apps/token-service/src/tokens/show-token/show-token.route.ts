import { Controller, Get, Header, Query, Res } from '@nestjs/common';
import { Describe, OF_THE_CALLER, ofTheCallerHeader } from '@portcullis/service-kit';
import type { FastifyReply } from 'fastify';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../answers/refusal-problems.js';
import { versionHeader, versionTag } from '../input/if-match.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { TokenAccess } from '../people/token-access.js';
import { type ApiToken, apiTokenSchema } from '../read-model/api-token.js';
import { ApiTokens } from '../read-model/api-tokens.js';

@Controller('api/v1/api-keys')
export class ShowTokenRoute {
  constructor(private readonly tokens: ApiTokens) {}

  /** The token with its version as ETag, for the If-Match of a change. */
  @Get(':id')
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showApiToken',
    summary: 'Show a token',
    tag: 'API tokens',
    params: tokenIdParams,
    query: noParameters,
    answers: { 200: { description: 'The token.', schema: apiTokenSchema, headers: { ...versionHeader, ...ofTheCallerHeader } } },
    refusals: [404],
  })
  async show(
    @CurrentCaller() { workspaceId }: Caller,
    @TokenId() tokenId: string,
    @Query() query: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiToken> {
    refuseParameters(query);
    const token = await this.tokens.find(workspaceId, tokenId);
    if (!token) throw noSuchToken();
    void reply.header('etag', versionTag(token.version));
    return token;
  }
}
