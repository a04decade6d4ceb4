import { Controller, Header, HttpCode, Inject, Post, Req, Res, UseGuards } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { Describe, noStoreHeader, ParsedBody, Problem, Public, requestAddress } from '@portcullis/service-kit';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { type Configuration, CONFIGURATION } from '../../configuration.js';
import { LimitedByAddress } from '../../request-limits/limited-by-address.js';
import { LONGEST_EMAIL } from '../accounts/email-address.js';
import { problemOfNotTried } from '../guesses/not-tried.js';
import { givenPassword } from '../passwords/chosen-password.js';
import { OwnOriginOnly } from '../sessions/own-origin-only.guard.js';
import { cameByHttps, readSessionCookie, setSessionCookie } from '../sessions/session-cookie.js';
import { shownUserAgent } from '../sessions/shown-user-agent.js';
import { sessionSchema, type SessionView } from '../sessions/session-view.js';
import { sessionCookieHeader } from '../sessions/session-cookie-header.js';
import { LogIn } from './log-in.command.js';

/** Any text may be tried as an email: one that cannot have an account is refused as an unknown one is. */
const logInBody = z.object({
  email: z
    .string({ error: 'Must be a text.' })
    .min(1, 'Must not be empty.')
    .max(LONGEST_EMAIL, `Must have at most ${LONGEST_EMAIL} characters.`)
    .regex(new RegExp(String.raw`^[^\u0000-\u001f\u007f-\u009f]*$`), 'Must not hold control characters.'),
  password: givenPassword,
});

/** Each may cost a hash of 60 ms: an office behind one address in the morning, and no more than a small part of a core. */
const LOG_IN_LIMIT = { name: 'log-in', perMinute: 60, burst: 120 };

@Controller('api/v1/session')
export class LogInRoute {
  constructor(
    private readonly commands: CommandBus,
    @Inject(CONFIGURATION) private readonly configuration: Configuration,
  ) {}

  @Public()
  @UseGuards(OwnOriginOnly)
  @Post()
  @HttpCode(200)
  @LimitedByAddress(LOG_IN_LIMIT)
  @Header('cache-control', 'no-store')
  @Describe({
    operationId: 'logIn',
    summary: 'Log in',
    description: 'Ten failures for an account and an address within 15 minutes block further ones; an address may try 60 times a minute, and 120 times at once. Whoever was given the password by somebody else has to change it first: `user.mustChangePassword`.',
    tag: 'Session',
    body: logInBody,
    answers: { 200: { description: 'The session has begun.', schema: sessionSchema, headers: { ...sessionCookieHeader, ...noStoreHeader } } },
    refusals: [401, 403, 429, 503],
  })
  async logIn(
    @ParsedBody(logInBody) { email, password }: z.infer<typeof logInBody>,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SessionView> {
    const command = new LogIn(email, password, requestAddress(request), shownUserAgent(request), readSessionCookie(request));
    const result = await this.commands.execute(command);
    switch (result.outcome) {
      case 'logged_in':
        setSessionCookie(reply, result.sessionSecret, cameByHttps(request, this.configuration.publicOrigins));
        return result.session;
      case 'refused':
        throw wrongCredentials();
      case 'blocked':
      case 'busy':
        throw problemOfNotTried(result);
    }
  }
}

/** Without a challenge: there is no scheme to answer it with, and a browser would open its own dialog. */
function wrongCredentials(): Problem {
  return new Problem({ status: 401, code: 'wrong_credentials', detail: 'Email or password is wrong.' });
}
