import { Body, Controller, Delete, Headers, Query, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { type ChangeAnswer, changeAnswers, changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { acceptedVersions } from '../input/if-match.js';
import { givenReason, parseReason } from '../input/reason.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { OwnersTokenConfirmed } from '../people/owners-token.guard.js';
import { TokenAccess } from '../people/token-access.js';
import { RevokeTokenCommand } from './revoke-token.command.js';

@Controller('api/v1/api-keys')
export class RevokeTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
  ) {}

  /** Repeated, it answers with the first receipt: 200 once that is confirmed, as every change. */
  @Delete(':id')
  @TokenAccess('apiAccessRevoke')
  @UseGuards(OwnersTokenConfirmed)
  @Describe({
    operationId: 'revokeApiToken',
    summary: 'Revoke a token, for good',
    description: 'The reason may stand in the query or in the body. Repeated, it answers with the first receipt.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: givenReason,
    headers: changeHeaders,
    body: givenReason.optional(),
    answers: changeAnswers,
    refusals: [404, 409, 412],
  })
  async revoke(
    @CurrentCaller() caller: Caller,
    @TokenId() tokenId: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeAnswer> {
    const reason = parseReason(query, body);
    const target = { workspaceId: caller.workspaceId, tokenId, versions: acceptedVersions(ifMatch) };
    const outcome = await this.commands.execute(new RevokeTokenCommand(target, reason, contextOf(request, caller)));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome);
    return this.answers.changed(target, outcome.position, request, reply);
  }
}
