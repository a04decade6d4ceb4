import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, parseBody } from '@portcullis/service-kit';
import { type ChangeAnswer, changeAnswers, changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { noParameters } from '../input/no-parameters.js';
import { tokenIdParams } from '../input/token-id.js';
import { AskedOfToken, type TokenRequest } from '../input/token-request.js';
import { givenReason } from '../input/reason.js';
import { OwnersTokenConfirmed } from '../people/owners-token.guard.js';
import { TokenAccess } from '../people/token-access.js';
import { DisableTokenCommand } from './disable-token.command.js';

@Controller('api/v1/api-keys')
export class DisableTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
  ) {}

  /** Confirmed as a revocation is. */
  @Post(':id/disable')
  @HttpCode(200)
  @TokenAccess('apiAccessManage')
  @UseGuards(OwnersTokenConfirmed)
  @Describe({
    operationId: 'disableApiToken',
    summary: 'Disable a token until it is enabled again',
    description: 'It is refused as a revoked one is, and loses nothing. Repeated, it changes nothing, and the first reason stays.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: noParameters,
    headers: changeHeaders,
    body: givenReason.optional(),
    answers: changeAnswers,
    refusals: [404, 409, 412],
  })
  async disable(@AskedOfToken() { target, context, request, reply }: TokenRequest, @Body() body: unknown): Promise<ChangeAnswer> {
    const { reason } = parseBody(givenReason, body === undefined ? {} : body);
    // A blank reason is none.
    const outcome = await this.commands.execute(new DisableTokenCommand(target, reason || null, context));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome);
    return this.answers.changed(target, outcome.position, request, reply);
  }
}
