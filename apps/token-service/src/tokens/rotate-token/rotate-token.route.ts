import { Body, Controller, HttpCode, Post, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, forbidden, parseBody, type Problem } from '@portcullis/service-kit';
import { changeHeaders } from '../answers/change-answer.js';
import { ChangeAnswers } from '../answers/change-answers.js';
import { problemOfChange } from '../answers/refusal-problems.js';
import type { ChangeRefused } from '../change-outcome.js';
import { grantingOf } from '../granting-of.js';
import { noParameters } from '../input/no-parameters.js';
import { tokenIdParams } from '../input/token-id.js';
import { AskedOfToken, type TokenRequest } from '../input/token-request.js';
import { OwnersTokenConfirmed } from '../people/owners-token.guard.js';
import { TokenAccess } from '../people/token-access.js';
import { type RotateTokenAnswer, rotateTokenAnswers } from './rotate-token.answer.js';
import { rotateTokenBody } from './rotate-token.body.js';
import { RotateTokenCommand } from './rotate-token.command.js';

@Controller('api/v1/api-keys')
export class RotateTokenRoute {
  constructor(
    private readonly commands: CommandBus,
    private readonly answers: ChangeAnswers,
  ) {}

  /** Never replayed: an answer that was lost is made good by rotating again, which ends the lost secret. */
  @Post(':id/rotate')
  @HttpCode(200)
  @TokenAccess('apiAccessManage')
  @UseGuards(OwnersTokenConfirmed)
  @Describe({
    operationId: 'rotateApiToken',
    summary: 'Give a token a new secret',
    description:
      'The token stays the same in all else. The secret before this one works until the end of the grace period; an older one ends now. The caller is shown the new secret, so it has to have every scope of the token, and a token that asks has to last as long, from as far. A token is not rotated by a secret of its own that a rotation has replaced.',
    tag: 'API tokens',
    params: tokenIdParams,
    query: noParameters,
    headers: changeHeaders,
    body: rotateTokenBody,
    answers: rotateTokenAnswers,
    refusals: [404, 409, 412],
  })
  async rotate(@AskedOfToken() { caller, target, context, request, reply }: TokenRequest, @Body() body: unknown): Promise<RotateTokenAnswer> {
    const { gracePeriodSeconds } = parseBody(rotateTokenBody, body) ?? { gracePeriodSeconds: 0 };
    const outcome = await this.commands.execute(new RotateTokenCommand(target, gracePeriodSeconds, grantingOf(caller), context));
    if (outcome.outcome !== 'rotated') throw problemOfRotation(outcome);
    void reply.header('cache-control', 'no-store');
    return { token: outcome.token, ...(await this.answers.changed(target, outcome.position, request, reply)) };
  }
}

/** The scopes are the token's here, and in no field of the request. */
function problemOfRotation(refused: ChangeRefused): Problem {
  if (refused.outcome !== 'refused' || refused.refusal.code !== 'scopes_not_grantable') return problemOfChange(refused);
  const { code, scopes } = refused.refusal;
  return forbidden(code, `Whoever rotates is shown the secret, and the caller does not have ${scopes.join(' ')}.`);
}
