import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { queryOf } from '@portcullis/service-database';
import { EntityManager } from 'typeorm';
import { findAccount } from '../accounts/account.js';
import type { AppUser } from '../accounts/app-user.entity.js';
import { verifyPassword } from '../passwords/password-hash.js';
import { clearEndedSessions, endSession, openSession } from '../sessions/session-table.js';
import type { SessionView } from '../sessions/session-view.js';
import { LogIn, type LogInOutcome } from './log-in.command.js';
import { blockedForSeconds, forgetFailures, recordFailure } from './login-failures.js';
import { OneAtATime } from './one-at-a-time.js';

/** Each costs tens of milliseconds of hashing: more than this would wait longer than anybody does. */
const MOST_UNDER_WAY = 200;

@CommandHandler(LogIn)
export class LogInHandler implements ICommandHandler<LogIn> {
  /** Guesses made at once would all be judged before the first of them is counted. */
  private readonly attempts = new OneAtATime();
  private underWay = 0;

  constructor(@InjectEntityManager() private readonly manager: EntityManager) {}

  async execute(command: LogIn): Promise<LogInOutcome> {
    if (this.underWay >= MOST_UNDER_WAY) return { outcome: 'busy' };
    this.underWay += 1;
    try {
      return await this.attempts.run(command.email.toLowerCase(), () => this.attempt(command));
    } finally {
      this.underWay -= 1;
    }
  }

  private async attempt(command: LogIn): Promise<LogInOutcome> {
    const query = queryOf(this.manager);
    const retryAfterSeconds = await blockedForSeconds(query, command);
    if (retryAfterSeconds !== undefined) return { outcome: 'blocked', retryAfterSeconds };

    const user = await findAccount(this.manager, command.email);
    const isRight = await verifyPassword(command.password, user?.passwordHash);
    const sessionSecret = user && isRight ? await this.open(user, command) : undefined;
    if (!user || sessionSecret === undefined) {
      await recordFailure(query, command);
      return { outcome: 'refused' };
    }
    return { outcome: 'logged_in', sessionSecret, session: sessionOf(user) };
  }

  /** Undefined where the user is suspended, or got another password since it was verified. */
  private open(user: AppUser, command: LogIn): Promise<string | undefined> {
    return this.manager.transaction(async (manager) => {
      const query = queryOf(manager);
      const secret = await openSession(query, user.id, user.passwordHash);
      if (secret === undefined) return undefined;
      if (command.replacedSecret !== undefined) await endSession(query, command.replacedSecret);
      await forgetFailures(query, command);
      await clearEndedSessions(query);
      return secret;
    });
  }
}

function sessionOf({ id, email, role, workspace }: AppUser): SessionView {
  return { user: { id, email, role }, workspace: { id: workspace.id, name: workspace.name } };
}
