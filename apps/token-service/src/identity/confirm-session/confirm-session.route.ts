import { Controller, Header, HttpCode, Post, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, noStoreHeader, ParsedBody, requestAddress } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { ForPeople } from '../authenticate-caller/people-only.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { sessionEnded } from '../authenticate-caller/session-ended.js';
import { problemOfNotTried } from '../guesses/not-tried.js';
import { wrongPassword } from '../guesses/wrong-password.js';
import { givenPassword } from '../passwords/chosen-password.js';
import { ConfirmSession } from './confirm-session.command.js';

const confirmBody = z.object({ password: givenPassword });
const confirmedSchema = z
  .strictObject({ confirmedUntil: z.iso.datetime({ precision: 3 }).meta({ description: 'Five minutes from now, in this session alone.' }) })
  .meta({ id: 'SessionConfirmed' });

@Controller('api/v1/session')
export class ConfirmSessionRoute {
  constructor(private readonly commands: CommandBus) {}

  @ForPeople()
  @Post('confirm')
  @HttpCode(200)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'confirmSession',
    summary: 'Say the password again',
    description:
      'Needed, at most five minutes before, to revoke many tokens, to change a role or make somebody owner or admin, to remove a person, to suspend an owner and to revoke an owner’s token: these are 403 `confirmation_required` without it. Wrong passwords count as failed log-ins do.',
    tag: 'Session',
    body: confirmBody,
    answers: { 200: { description: 'The password is right.', schema: confirmedSchema, headers: noStoreHeader } },
    refusals: [429],
  })
  async confirm(
    @CurrentCaller() caller: Caller,
    @ParsedBody(confirmBody) { password }: z.infer<typeof confirmBody>,
    @Req() request: FastifyRequest,
  ): Promise<z.output<typeof confirmedSchema>> {
    const outcome = await this.commands.execute(new ConfirmSession(requireSession(caller), password, requestAddress(request)));
    if (outcome.outcome === 'ended') throw sessionEnded();
    if (outcome.outcome === 'refused') throw wrongPassword();
    if (outcome.outcome !== 'confirmed') throw problemOfNotTried(outcome);
    return { confirmedUntil: outcome.until.toISOString() };
  }
}
