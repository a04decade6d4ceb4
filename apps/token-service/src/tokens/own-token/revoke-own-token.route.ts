import { Body, Controller, Delete, Inject, Query, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Authenticated } from '@portcullis/nest-auth';
import { type Clock, CLOCK, Describe } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf } from '../../identity/authenticate-caller/append-context.js';
import type { Caller } from '../../identity/authenticate-caller/caller.js';
import { CurrentCaller } from '../../identity/authenticate-caller/current-caller.js';
import { requireToken } from '../../identity/authenticate-caller/require-token.js';
import { receiptSchema } from '../../publication/receipts/receipt.js';
import { preferenceAppliedHeader, receiptLocationHeader } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import { versionHeader } from '../input/if-match.js';
import { preferHeader } from '../input/prefer.js';
import { givenReason, parseReason } from '../input/reason.js';
import { RevokeTokenCommand } from '../revoke-token/revoke-token.command.js';
import { ownTokenSchema, toOwnToken } from './own-token.js';

const ownTokenRevoked = z.strictObject({ apiToken: ownTokenSchema, receipt: receiptSchema }).meta({ id: 'OwnTokenRevoked' });
const headers = { ...versionHeader, ...preferenceAppliedHeader };

@Controller('api/v1/api-keys')
export class RevokeOwnTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** No scope and no version is asked for: whoever may use the secret may make it worthless. Where it cannot be used (another environment, outside its allowlist) it is revoked by its id. */
  @Delete('self')
  @Authenticated()
  @Describe({
    operationId: 'revokeOwnApiToken',
    summary: 'Revoke the token that asks, for good',
    description: 'For any live token; a session is refused with `token_required`. Repeated, it is a token that was revoked: 401.',
    tag: 'Own token',
    query: givenReason,
    headers: z.object(preferHeader),
    body: givenReason.optional(),
    answers: {
      200: { description: 'Revoked, and every replica is known to act on it.', schema: ownTokenRevoked, headers },
      202: { description: 'Revoked, and not yet confirmed by every replica.', schema: ownTokenRevoked, headers: { ...headers, ...receiptLocationHeader } },
    },
    refusals: [409],
  })
  async revoke(
    @CurrentCaller() caller: Caller,
    @Query() query: unknown,
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<z.output<typeof ownTokenRevoked>> {
    const { workspaceId, tokenId, secretExpiresAt } = requireToken(caller);
    const target = { workspaceId, tokenId, versions: undefined };
    const outcome = await this.commands.execute(new RevokeTokenCommand(target, parseReason(query, body), contextOf(request, caller)));
    if (outcome.outcome !== 'changed' && outcome.outcome !== 'unchanged') throw problemOfChange(outcome);
    const { apiToken, receipt } = await this.answers.changed(target, outcome.position, request, reply);
    return { apiToken: toOwnToken(apiToken, secretExpiresAt, this.clock.wallMs()), receipt };
  }
}
