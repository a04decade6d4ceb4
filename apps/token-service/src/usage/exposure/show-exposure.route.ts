import { Controller, Get, Header } from '@nestjs/common';
import { Describe, OF_THE_CALLER, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../../tokens/answers/refusal-problems.js';
import { instant } from '../../tokens/input/instant.js';
import { TokenId, tokenIdParams } from '../../tokens/input/token-id.js';
import { TokenAccess } from '../../tokens/people/token-access.js';
import { exposureSchema, type TokenExposure } from './exposure-answer.js';
import { Exposure } from './exposure.js';

const exposureQuery = z.strictObject({
  since: instant.optional().meta({ description: 'When the token leaked: answers also all that it did since, as far as detail is kept.' }),
});

@Controller('api/v1/api-keys')
export class ShowExposureRoute {
  constructor(private readonly exposure: Exposure) {}

  /** For the day on which a token leaks. */
  @Get(':id/exposure')
  @TokenAccess('auditView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showApiTokenExposure',
    summary: 'Show what a token may have done before it was closed everywhere',
    description:
      'For each change that revoked or disabled it, what each process may have accepted between the commit of the change and applying it: an upper bound, as most of those calls were made before. With `since`, also all that it did since then.',
    tag: 'Usage',
    params: tokenIdParams,
    query: exposureQuery,
    answers: { 200: { description: 'Its exposure.', schema: exposureSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async show(@CurrentCaller() { workspaceId }: Caller, @TokenId() tokenId: string, @ParsedQuery(exposureQuery) { since }: z.output<typeof exposureQuery>): Promise<TokenExposure> {
    const exposure = await this.exposure.ofToken(workspaceId, tokenId, since);
    if (exposure === undefined) throw noSuchToken();
    return exposure;
  }
}
