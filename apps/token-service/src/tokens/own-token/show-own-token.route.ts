import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { Authenticated } from '@portcullis/nest-auth';
import { type Clock, CLOCK, Describe, OF_THE_CALLER, ofTheCallerHeader } from '@portcullis/service-kit';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { requireToken } from '../../identity/authenticate-caller/require-token.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';
import { ApiTokens } from '../read-model/api-tokens.js';
import { type OwnToken, ownTokenSchema, toOwnToken } from './own-token.js';

@Controller('api/v1/api-keys')
export class ShowOwnTokenRoute {
  constructor(
    private readonly tokens: ApiTokens,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** No scope is needed: a program may always ask what it holds, and how long for. */
  @Get('self')
  @Authenticated()
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showOwnApiToken',
    summary: 'Show the token that asks',
    description: 'For any live token; a session is refused with `token_required`.',
    tag: 'Own token',
    query: noParameters,
    answers: { 200: { description: 'What it is, what it may do, and how long it lasts.', schema: ownTokenSchema, headers: ofTheCallerHeader } },
  })
  async show(@CurrentCaller() caller: Caller, @Query() query: unknown): Promise<OwnToken> {
    const { workspaceId, tokenId, secretExpiresAt } = requireToken(caller);
    refuseParameters(query);
    const token = await this.tokens.find(workspaceId, tokenId);
    if (!token) throw new Error(`${tokenId} was admitted and is not there`);
    return toOwnToken(token, secretExpiresAt, this.clock.wallMs());
  }
}
