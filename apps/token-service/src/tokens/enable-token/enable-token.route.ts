import { Body, Controller, Headers, HttpCode, Post, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { type ChangeAnswer, changeAnswers, changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { grantingOf } from '../granting-of.js';
import { acceptedVersions } from '../input/if-match.js';
import { noBody, refuseBody } from '../input/no-body.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
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
  async enable(
    @CurrentCaller() caller: Caller,
    @TokenId() tokenId: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeAnswer> {
    refuseParameters(query);
    refuseBody(body);
    const target = { workspaceId: caller.workspaceId, tokenId, versions: acceptedVersions(ifMatch) };
    const outcome = await this.commands.execute(new EnableTokenCommand(target, grantingOf(caller), contextOf(request, caller)));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome);
    return this.answers.changed(target, outcome.position, request, reply);
  }
}
