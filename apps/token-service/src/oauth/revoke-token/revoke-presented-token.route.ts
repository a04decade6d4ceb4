import { Body, Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, noStoreHeader, Public } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { LimitedByAddress } from '../../request-limits/limited-by-address.js';
import { originOf } from '../../identity/authenticate-caller/append-context.js';
import { problemOfContention } from '../../tokens/answers/refusal-problems.js';
import { oauthForm, parseOAuthForm, presentedToken } from '../oauth-form.js';
import { RevokePresentedTokenCommand } from './revoke-presented-token.command.js';

const revocationForm = oauthForm(presentedToken);
/** Few have more tokens to give up than that; a program that has many has an id for each. */
const REVOCATION_LIMIT = { name: 'revocation', perMinute: 120, burst: 120 };

@Controller('oauth')
export class RevokePresentedTokenRoute {
  constructor(private readonly commands: CommandBus) {}

  /** No session, no scope, no allowlist: whoever has a secret may make it worthless, and a thief who does so has nothing. */
  @Public()
  @Post('revoke')
  @HttpCode(200)
  @LimitedByAddress(REVOCATION_LIMIT)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'revokePresentedToken',
    summary: 'Revoke the token in the body, for good',
    description:
      'RFC 7009; the token is its own proof. 200 and nothing else for every text, whether it is a token or not. It is committed then; that every replica acts on it is waited for as for any change, and not said: ask `DELETE /api/v1/api-keys/self` for a receipt, or look into the history of the token.',
    tag: 'OAuth',
    form: revocationForm,
    answers: { 200: { description: 'Whatever it was, it is no live token any more.', headers: noStoreHeader } },
    refusals: [429, 503],
  })
  async revoke(@Body() body: unknown, @Req() request: FastifyRequest): Promise<void> {
    const { token } = parseOAuthForm(revocationForm, body);
    const { outcome } = await this.commands.execute(new RevokePresentedTokenCommand(token, originOf(request)));
    if (outcome === 'busy') throw problemOfContention(outcome);
  }
}
