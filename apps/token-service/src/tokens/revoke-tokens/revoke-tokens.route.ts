import { Controller, HttpCode, Inject, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { RequireScopes } from '@portcullis/nest-auth';
import { type Clock, CLOCK, Describe, ParsedBody, sometimes, validationFailed } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { requireConfirmation } from '../../identity/authenticate-caller/require-confirmation.js';
import { SessionNeeds } from '../../identity/authenticate-caller/session-marks.js';
import { preferenceAppliedHeader, receiptLocationHeader } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfContention } from '../answers/refusal-problems.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';
import { preferHeader } from '../input/prefer.js';
import { type RevokeTokensAnswer, revokeTokensAnswer } from './revoke-tokens.answer.js';
import { type RevokeTokensBody, revokeTokensBody } from './revoke-tokens.body.js';
import { RevokeTokensCommand } from './revoke-tokens.command.js';

const unknownCreator = () => validationFailed([{ pointer: '/filter/creator', message: 'Is nobody of this workspace, by email or by id.' }]);

@Controller('api/v1/api-keys')
export class RevokeTokensRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @Post('revoke')
  @HttpCode(200)
  @RequireScopes('api_token:manage')
  @SessionNeeds('apiAccessRevoke')
  @Describe({
    operationId: 'revokeApiTokens',
    summary: 'Revoke many tokens',
    description:
      'By their ids, or by a filter whose criteria all have to hold when the request comes: a token that is issued later, or begins to match later, is left alone. In transactions of 500 tokens, fewer where they have very many changes, each complete by itself: after a crash, an error or `remaining` above 0 the same request does the rest. One receipt, of the last revocation. A person says the password again before (`POST /api/v1/session/confirm`), unless it is a dry run.',
    tag: 'API tokens',
    query: noParameters,
    headers: z.object(preferHeader),
    body: revokeTokensBody,
    answers: {
      200: { description: 'All are revoked, and every replica is known to act on it; or they were only counted.', schema: revokeTokensAnswer, headers: preferenceAppliedHeader },
      202: { description: 'Not confirmed yet, or some remain: send the request again, or ask at `receipt.href`.', schema: revokeTokensAnswer, headers: { ...preferenceAppliedHeader, ...sometimes(receiptLocationHeader) } },
    },
    refusals: [409],
  })
  async revoke(
    @CurrentCaller() caller: Caller,
    @Query() query: unknown,
    @ParsedBody(revokeTokensBody) { ids, filter, reason, dryRun }: RevokeTokensBody,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<RevokeTokensAnswer> {
    refuseParameters(query);
    if (!dryRun) requireConfirmation(caller, this.clock);
    const callingTokenId = caller.via === 'bearer' ? caller.tokenId : null;
    const selection = { workspaceId: caller.workspaceId, ids, filter, callingTokenId };
    const outcome = await this.commands.execute(new RevokeTokensCommand(selection, reason, dryRun, contextOf(request, caller)));
    if (outcome.outcome === 'unknown_creator') throw unknownCreator();
    if (outcome.outcome !== 'done') throw problemOfContention(outcome.outcome);
    const { position, ...counts } = outcome.result;
    const isWhole = dryRun || counts.remaining === 0;
    const receipt = await this.answers.changedSet(position, isWhole, request, reply);
    return { dryRun, ...counts, receipt };
  }
}
