import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { UNKNOWN_ADDRESS } from '@portcullis/ip-allowlist';
import { queryOf } from '@portcullis/service-database';
import { EntityManager } from 'typeorm';
import { findAccount } from '../accounts/account.js';
import type { AppUser } from '../accounts/app-user.entity.js';
import { forgetFailures } from '../guesses/login-failures.js';
import { PasswordGuesses } from '../guesses/password-guesses.js';
import { hashPassword, isOutgrown, verifyPassword } from '../passwords/password-hash.js';
import { clearEndedSessions, endSession, openSession } from '../sessions/session-table.js';
import { sessionViewOf } from '../sessions/session-view.js';
import { LogIn, type LogInOutcome } from './log-in.command.js';

@CommandHandler(LogIn)
export class LogInHandler implements ICommandHandler<LogIn> {
  constructor(
    private readonly guesses: PasswordGuesses,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}

  execute(command: LogIn): Promise<LogInOutcome> {
    return this.guesses.run(command, () => this.attempt(command));
  }

  private async attempt(command: LogIn): Promise<LogInOutcome> {
    const user = await findAccount(this.manager, command.email);
    const isRight = await verifyPassword(command.password, user?.passwordHash);
    const sessionSecret = user && isRight ? await this.open(user, command) : undefined;
    if (!user || sessionSecret === undefined) return { outcome: 'refused' };
    if (isOutgrown(user.passwordHash)) await this.strengthen(user, command.password);
    return { outcome: 'logged_in', sessionSecret, session: sessionViewOf(user, user.workspace) };
  }

  /** Undefined where the user is suspended, or got another password since it was verified. */
  private async open(user: AppUser, command: LogIn): Promise<string | undefined> {
    return this.manager.transaction(async (manager) => {
      const query = queryOf(manager);
      const origin = { address: command.address === UNKNOWN_ADDRESS ? undefined : command.address, userAgent: command.userAgent };
      const secret = await openSession(query, user.id, user.passwordHash, origin);
      if (secret === undefined) return undefined;
      if (command.replacedSecret !== undefined) await endSession(query, command.replacedSecret);
      await forgetFailures(query, command);
      await clearEndedSessions(query);
      return secret;
    });
  }

  /** The same password, dearer to guess at. Nothing happens to one that was changed meanwhile. */
  private async strengthen({ id, passwordHash }: AppUser, password: string): Promise<void> {
    const stronger = await hashPassword(password);
    await queryOf(this.manager)('UPDATE app_user SET password_hash = $3 WHERE id = $1 AND password_hash = $2', [id, passwordHash, stronger]);
  }
}
