import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { findAccountOf } from '../accounts/account.js';
import { CONFIRMATION_MS } from '../authenticate-caller/require-confirmation.js';
import { PasswordGuesses } from '../guesses/password-guesses.js';
import { verifyPassword } from '../passwords/password-hash.js';
import { confirmSession } from '../sessions/session-table.js';
import { ConfirmSession, type ConfirmSessionOutcome } from './confirm-session.command.js';

@CommandHandler(ConfirmSession)
export class ConfirmSessionHandler implements ICommandHandler<ConfirmSession> {
  constructor(
    private readonly guesses: PasswordGuesses,
    @InjectEntityManager() private readonly manager: EntityManager,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Wrong ones count as failed log-ins, too: a session that was taken over is no place to guess at the password. */
  execute(command: ConfirmSession): Promise<ConfirmSessionOutcome> {
    const { caller, password, address } = command;
    return this.guesses.runInSession<ConfirmSessionOutcome>({ email: caller.email, address }, async () => {
      const user = await findAccountOf(this.manager, caller.userId);
      if (!(await verifyPassword(password, user?.passwordHash))) return { outcome: 'refused' };
      const until = new Date(this.clock.wallMs() + CONFIRMATION_MS);
      const isLive = await confirmSession(queryOf(this.manager), caller.sessionId, until);
      return isLive ? { outcome: 'confirmed', until } : { outcome: 'ended' };
    });
  }
}
