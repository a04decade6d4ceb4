import { Body, Controller, Headers, Patch, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, parseBody, ParsedQuery } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { DryRun } from '../../usage/dry-run/dry-run.js';
import { changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { noSuchToken, problemOfChange } from '../answers/refusal-problems.js';
import { grantingOf } from '../granting-of.js';
import { acceptedVersions } from '../input/if-match.js';
import { TokenId, tokenIdParams } from '../input/token-id.js';
import { TokenAccess } from '../people/token-access.js';
import type { ChangeTarget } from '../token-transaction.js';
import { type UpdateAnswer, updateAnswers } from './update-token.answer.js';
import { type UpdateTokenBody, updateTokenBody } from './update-token.body.js';
import { UpdateTokenCommand } from './update-token.command.js';

const updateTokenQuery = z.strictObject({
  dryRun: z.enum(['true', 'false']).optional().meta({ description: '`true`: changes nothing, and answers which recorded use the scopes and the allowlist in the body would have refused. Whether the change would be granted is not judged.' }),
});

@Controller('api/v1/api-keys')
export class UpdateTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
    private readonly dryRun: DryRun,
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
    query: updateTokenQuery,
    headers: changeHeaders,
    body: updateTokenBody,
    answers: updateAnswers,
    refusals: [404, 409, 412],
  })
  async update(
    @CurrentCaller() caller: Caller,
    @TokenId() tokenId: string,
    @ParsedQuery(updateTokenQuery) { dryRun }: z.output<typeof updateTokenQuery>,
    @Body() body: unknown,
    @Headers('if-match') ifMatch: string | undefined,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<UpdateAnswer> {
    const changes = parseBody(updateTokenBody, body);
    const target = { workspaceId: caller.workspaceId, tokenId, versions: acceptedVersions(ifMatch) };
    if (dryRun === 'true') return this.tryOut(target, changes, reply);
    const outcome = await this.commands.execute(new UpdateTokenCommand(target, changes, grantingOf(caller), contextOf(request, caller)));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome, changes);
    return this.answers.changed(target, outcome.position, request, reply);
  }

  private async tryOut(target: ChangeTarget, changes: UpdateTokenBody, reply: FastifyReply): Promise<UpdateAnswer> {
    const dryRun = await this.dryRun.ofChange(target.workspaceId, target.tokenId, changes);
    if (dryRun === undefined) throw noSuchToken();
    return { ...(await this.answers.unchanged(target, reply)), dryRun };
  }
}
