import { Controller, Header, HttpCode, Put, Req } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, noStoreHeader, ParsedBody, requestAddress } from '@portcullis/service-kit';
import type { FastifyRequest } from 'fastify';
import { z } from 'zod';
import { contextOf } from '../authenticate-caller/append-context.js';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { ForPeople } from '../authenticate-caller/people-only.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { BeforePasswordChange } from '../authenticate-caller/session-marks.js';
import { problemOfNotTried } from '../guesses/not-tried.js';
import { wrongPassword } from '../guesses/wrong-password.js';
import { chosenPassword, givenPassword } from '../passwords/chosen-password.js';
import { isSamePassword } from '../passwords/password-hash.js';
import { ChangePassword } from './change-password.command.js';

const changeBody = z
  .object({ currentPassword: givenPassword, newPassword: chosenPassword })
  .refine(({ currentPassword, newPassword }) => !isSamePassword(currentPassword, newPassword), { path: ['newPassword'], message: 'Must be another one than the present.' });

@Controller('api/v1/session')
export class ChangePasswordRoute {
  constructor(private readonly commands: CommandBus) {}

  @ForPeople()
  @BeforePasswordChange()
  @Put('password')
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'changePassword',
    summary: 'Change one’s password',
    description: 'Ends every other session of the person; this one goes on. Wrong present passwords count as failed log-ins do.',
    tag: 'Session',
    body: changeBody,
    answers: { 204: { description: 'From now on it is the new one.', headers: noStoreHeader } },
    refusals: [429],
  })
  async change(
    @CurrentCaller() caller: Caller,
    @ParsedBody(changeBody) { currentPassword, newPassword }: z.infer<typeof changeBody>,
    @Req() request: FastifyRequest,
  ): Promise<void> {
    const person = requireSession(caller);
    const command = new ChangePassword(person, currentPassword, newPassword, requestAddress(request), contextOf(request, person));
    const outcome = await this.commands.execute(command);
    if (outcome.outcome === 'refused') throw wrongPassword();
    if (outcome.outcome !== 'changed') throw problemOfNotTried(outcome);
  }
}
