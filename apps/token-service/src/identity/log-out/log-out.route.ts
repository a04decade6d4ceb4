import { Controller, Delete, Header, HttpCode, Inject, Req, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, noStoreHeader } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import type { Caller } from '../authenticate-caller/caller.js';
import { CurrentCaller } from '../authenticate-caller/current-caller.js';
import { ForPeople } from '../authenticate-caller/people-only.js';
import { requireSession } from '../authenticate-caller/require-session.js';
import { BeforePasswordChange } from '../authenticate-caller/session-marks.js';
import { cameByHttps, clearSessionCookie, readSessionCookie } from '../sessions/session-cookie.js';
import { sessionCookieHeader } from '../sessions/session-cookie-header.js';
import { LogOut } from './log-out.command.js';

@Controller('api/v1/session')
export class LogOutRoute {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  /** The session ends on the server: its cookie opens nothing any more, wherever a copy of it is. */
  @ForPeople()
  @BeforePasswordChange()
  @Delete()
  @HttpCode(204)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'logOut',
    summary: 'Log out',
    description: 'For people; a token is refused with `session_required`.',
    tag: 'Session',
    answers: { 204: { description: 'The session has ended.', headers: { ...sessionCookieHeader, ...noStoreHeader } } },
  })
  async logOut(
    @CurrentCaller() caller: Caller,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<void> {
    requireSession(caller);
    await this.commands.execute(new LogOut(readSessionCookie(request) ?? ''));
    clearSessionCookie(reply, cameByHttps(request, this.configuration.publicOrigins));
  }
}
