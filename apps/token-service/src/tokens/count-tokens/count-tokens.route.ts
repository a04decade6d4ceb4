import { Controller, Get, Header } from '@nestjs/common';
import { Describe, OF_THE_CALLER, ofTheCallerHeader, ParsedQuery } from '@portcullis/service-kit';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { lookingCriteria } from '../input/token-filter.js';
import { ownOnly } from '../people/own-tokens.guard.js';
import { TokenAccess } from '../people/token-access.js';
import { EFFECTIVE_STATUSES } from '../read-model/status-conditions.js';
import { CountedTokens } from './counted-tokens.js';

const countTokensQuery = z.strictObject(lookingCriteria);

const countsSchema = z
  .strictObject({
    object: z.literal('api_token_counts'),
    total: z.int(),
    byStatus: z.record(z.enum(EFFECTIVE_STATUSES), z.int()).readonly(),
    isComplete: z.boolean().meta({ description: 'false: the workspace has more than 100,000 tokens, and only the newest 100,000 were looked at.' }),
  })
  .meta({ id: 'ApiTokenCounts' });

/** Beside the list, so that no page waits for a count. */
@Controller('api/v1/api-keys')
export class CountTokensRoute {
  constructor(private readonly tokens: CountedTokens) {}

  @Get('counts')
  @TokenAccess('apiAccessView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'countApiTokens',
    summary: 'Count tokens by their status',
    description: 'Takes the criteria of the list but for the status, which it counts by.',
    tag: 'API tokens',
    query: countTokensQuery,
    answers: { 200: { description: 'How many there are.', schema: countsSchema, headers: ofTheCallerHeader } },
  })
  async count(
    @CurrentCaller() caller: Caller,
    @ParsedQuery(countTokensQuery) criteria: z.output<typeof countTokensQuery>,
  ): Promise<z.output<typeof countsSchema>> {
    const { byStatus, isComplete } = await this.tokens.count({ ...criteria, workspaceId: caller.workspaceId, ownOf: ownOnly(caller) });
    const total = Object.values(byStatus).reduce((sum, count) => sum + count, 0);
    return { object: 'api_token_counts', total, byStatus, isComplete };
  }
}
