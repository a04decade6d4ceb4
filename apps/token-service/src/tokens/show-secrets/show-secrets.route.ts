import { Controller, Get, Header, Inject, Query } from '@nestjs/common';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK, Describe, OF_THE_CALLER, ofTheCallerHeader } from '@portcullis/service-kit';
import { toTimestamp } from '@portcullis/token';
import { EntityManager } from 'typeorm';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../answers/refusal-problems.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { TokenAccess } from '../people/token-access.js';
import { findSecrets, type TokenSecrets, tokenSecretsSchema } from './token-secrets.js';

@Controller('api/v1/api-keys')
export class ShowSecretsRoute {
  constructor(
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Which of the two that a rotated token may have somebody uses, they can tell by the label. */
  @Get(':id/secrets')
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showApiTokenSecrets',
    summary: 'Show which secrets a token has',
    description: 'Their first characters and their ends; never a secret. Two while the grace period of a rotation lasts.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: noParameters,
    answers: { 200: { description: 'The current one, and the one before it while it works.', schema: tokenSecretsSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async show(@CurrentCaller() { workspaceId }: Caller, @TokenId() tokenId: string, @Query() query: unknown): Promise<TokenSecrets> {
    refuseParameters(query);
    const secrets = await findSecrets(queryOf(this.manager), workspaceId, tokenId, toTimestamp(this.clock.wallMs()));
    if (!secrets) throw noSuchToken();
    return secrets;
  }
}
