import { Controller, Get, Header, Res } from '@nestjs/common';
import { Describe, OF_THE_CALLER, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../answers/refusal-problems.js';
import { asOf } from '../as-of/as-of.js';
import { PastTokens } from '../as-of/past-tokens.js';
import { versionHeader, versionTag } from '../input/if-match.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { TokenAccess } from '../people/token-access.js';
import { type ApiToken, apiTokenSchema } from '../read-model/api-token.js';
import { ApiTokens } from '../read-model/api-tokens.js';

const showQuery = z.strictObject({ asOf: asOf.optional() });

@Controller('api/v1/api-keys')
export class ShowTokenRoute {
  constructor(
    private readonly tokens: ApiTokens,
    private readonly pastTokens: PastTokens,
  ) {}

  /** The token with its version as ETag, for the If-Match of a change. */
  @Get(':id')
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showApiToken',
    summary: 'Show a token',
    description: 'As it is; with `asOf`, as it was, made again from its events: status as of then, last use as its events recorded it.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: showQuery,
    answers: { 200: { description: 'The token.', schema: apiTokenSchema, headers: { ...versionHeader, ...ofTheCallerHeader } } },
    refusals: [404],
  })
  async show(
    @CurrentCaller() { workspaceId }: Caller,
    @TokenId() tokenId: string,
    @ParsedQuery(showQuery) { asOf: asked }: z.output<typeof showQuery>,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ApiToken> {
    const token = await (asked === undefined ? this.tokens.find(workspaceId, tokenId) : this.pastTokens.find(workspaceId, tokenId, asked));
    if (!token) throw noSuchToken();
    void reply.header('etag', versionTag(token.version));
    return token;
  }
}
