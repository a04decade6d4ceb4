import { Body, Controller, HttpCode, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe } from '@portcullis/service-kit';
import { type ChangeAnswer, changeAnswers, changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { grantingOf } from '../granting-of.js';
import { noBody, refuseBody } from '../input/no-body.js';
import { noParameters } from '../input/no-parameters.js';
import { tokenIdParams } from '../input/token-id.js';
import { AskedOfToken, type TokenRequest } from '../input/token-request.js';
import { TokenAccess } from '../people/token-access.js';
import { EnableTokenCommand } from './enable-token.command.js';

@Controller('api/v1/api-keys')
export class EnableTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
  ) {}

  @Post(':id/enable')
  @HttpCode(200)
  @TokenAccess('apiAccessManage')
  @Describe({
    operationId: 'enableApiToken',
    summary: 'Enable a disabled token',
    description: 'It is what it was before it was disabled, and what was changed since; an expired one stays expired. The caller has to have every scope of it, and a token that asks has to last as long, from as far. Nothing happens to a token that is not disabled.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: noParameters,
    headers: changeHeaders,
    body: noBody,
    answers: changeAnswers,
    refusals: [404, 409, 412],
  })
  async enable(@AskedOfToken() { caller, target, context, request, reply }: TokenRequest, @Body() body: unknown): Promise<ChangeAnswer> {
    refuseBody(body);
    const outcome = await this.commands.execute(new EnableTokenCommand(target, grantingOf(caller), context));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome);
    return this.answers.changed(target, outcome.position, request, reply);
  }
}
