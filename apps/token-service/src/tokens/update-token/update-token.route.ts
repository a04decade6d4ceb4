import { Body, Controller, Headers, Patch, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, parseBody } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { type ChangeAnswer, changeAnswers, changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { grantingOf } from '../granting-of.js';
import { acceptedVersions } from '../input/if-match.js';
import { noParameters, refuseParameters } from '../input/no-parameters.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { TokenAccess } from '../people/token-access.js';
import { updateTokenBody } from './update-token.body.js';
import { UpdateTokenCommand } from './update-token.command.js';

@Controller('api/v1/api-keys')
export class UpdateTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
  ) {}

  /** A narrowing is confirmed as a revocation is; a change that is true already answers with the token's last receipt. */
  @Patch(':id')
  @TokenAccess('apiAccessManage')
  @Describe({
    operationId: 'updateApiToken',
    summary: 'Change a token in place',
    description:
      'Its secret stays. What is absent stays as it is; what is given is replaced whole, metadata too. Scopes that the token has may be kept or taken away, and only those that the caller has be added. Whoever lets it live longer, begin sooner or be used from elsewhere has to have all its scopes; a token that asks grants nothing beyond its own end and allowlist, and opens itself by no secret that a rotation has replaced. What is so already changes nothing.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: noParameters,
    headers: changeHeaders,
    body: updateTokenBody,
    answers: changeAnswers,
    refusals: [404, 409, 412],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @TokenId() tokenId: string,
    @Query() query: unknown,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ChangeAnswer> {
    refuseParameters(query);
    const changes = parseBody(updateTokenBody, body);
    const target = { workspaceId: caller.workspaceId, tokenId, versions: acceptedVersions(ifMatch) };
    const outcome = await this.commands.execute(new UpdateTokenCommand(target, changes, grantingOf(caller), contextOf(request, caller)));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome, changes);
    return this.answers.changed(target, outcome.position, request, reply);
  }
}
