import { Inject } from '@nestjs/common';
import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { type Clock, CLOCK } from '@portcullis/service-kit';
import { EntityManager } from 'typeorm';
import { findAccount } from '../accounts/account.js';
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

  /** Wrong ones count as failed log-ins do: a session that was taken over is no place to guess at the password. */
  execute(command: ConfirmSession): Promise<ConfirmSessionOutcome> {
    return this.guesses.run<ConfirmSessionOutcome>(command, async () => {
      const user = await findAccount(this.manager, command.email);
      if (!(await verifyPassword(command.password, user?.passwordHash))) return { outcome: 'refused' };
      const until = new Date(this.clock.wallMs() + CONFIRMATION_MS);
      await confirmSession(queryOf(this.manager), command.sessionId, until);
      return { outcome: 'confirmed', until };
    });
  }
}
