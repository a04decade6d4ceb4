import { Controller, Get, Header } from '@nestjs/common';
import { queryOf } from '@portcullis/service-database';
import { Describe, OF_THE_CALLER, ofTheCallerHeader, ParsedQuery, validationFailed } from '@portcullis/service-kit';
import { DataSource } from 'typeorm';
import { z } from 'zod';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { noSuchToken } from '../../tokens/answers/refusal-problems.js';
import { instant } from '../../tokens/input/instant.js';
import { TokenId, tokenIdParams } from '../../tokens/input/token-id.js';
import { TokenAccess } from '../../tokens/people/token-access.js';
import { readKnowledge, type TokenKnowledge, tokenKnowledgeSchema } from './token-knowledge.js';

const knowledgeQuery = z.strictObject({ at: instant.optional().meta({ description: 'Not in the future; where it is not given, now.' }) });

@Controller('api/v1/api-keys')
export class ShowKnowledgeRoute {
  constructor(private readonly dataSource: DataSource) {}

  /** For the question whether a service may have acted on what was no longer so. */
  @Get(':id/knowledge')
  @TokenAccess('auditView')
  @Header('cache-control', OF_THE_CALLER)
  @Describe({
    operationId: 'showApiTokenKnowledge',
    summary: 'Show what each replica knew of a token',
    description:
      'Now or at a time, from what each had told by then: a lower bound of what it knew. Recorded twice a second and kept for seven days, or as `KNOWLEDGE_DAYS` says; where nothing is recorded, the answer says so.',
    tag: 'History',
    params: tokenIdParams,
    query: knowledgeQuery,
    answers: { 200: { description: 'What was committed, and what each replica knew.', schema: tokenKnowledgeSchema, headers: ofTheCallerHeader } },
    refusals: [404],
  })
  async show(
    @CurrentCaller() { workspaceId }: Caller,
    @TokenId() tokenId: string,
    @ParsedQuery(knowledgeQuery) { at }: z.output<typeof knowledgeQuery>,
  ): Promise<TokenKnowledge> {
    const knowledge = await readKnowledge(queryOf(this.dataSource.manager), workspaceId, tokenId, at);
    if (knowledge === 'not_yet') throw validationFailed([{ pointer: '/at', message: 'Must not lie in the future.' }]);
    if (!knowledge) throw noSuchToken();
    return knowledge;
  }
}
