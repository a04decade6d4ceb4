import { Body, Controller, Delete, Query, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe } from '@portcullis/service-kit';
import { type ChangeAnswer, changeAnswers, changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { givenReason, parseReason } from '../input/reason.js';
import { tokenIdParams } from '../input/token-id.js';
import { AskedOfToken, type TokenRequest } from '../input/token-request.js';
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
  async revoke(@AskedOfToken('with parameters') { target, context, request, reply }: TokenRequest, @Query() query: unknown, @Body() body: unknown): Promise<ChangeAnswer> {
    const reason = parseReason(query, body);
    const outcome = await this.commands.execute(new RevokeTokenCommand(target, reason, context));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome);
    return this.answers.changed(target, outcome.position, request, reply);
  }
}
