import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { InjectEntityManager } from '@nestjs/typeorm';
import { append } from '@portcullis/event-store';
import { queryOf } from '@portcullis/service-database';
import { EntityManager } from 'typeorm';
import { findAccountOf } from '../accounts/account.js';
import { PasswordGuesses } from '../guesses/password-guesses.js';
import { hashPassword, verifyPassword } from '../passwords/password-hash.js';
import { endSessionsOf } from '../sessions/session-table.js';
import { userEvent } from '../user-events/user-stream.js';
import { ChangePassword, type ChangePasswordOutcome } from './change-password.command.js';

@CommandHandler(ChangePassword)
export class ChangePasswordHandler implements ICommandHandler<ChangePassword> {
  constructor(
    private readonly guesses: PasswordGuesses,
    @InjectEntityManager() private readonly manager: EntityManager,
  ) {}

  execute(command: ChangePassword): Promise<ChangePasswordOutcome> {
    const { caller, currentPassword, newPassword, address } = command;
    return this.guesses.runInSession<ChangePasswordOutcome>({ email: caller.email, address }, async () => {
      const user = await findAccountOf(this.manager, caller.userId);
      if (!user || !(await verifyPassword(currentPassword, user.passwordHash))) return { outcome: 'refused' };
      return this.keep(command, user.passwordHash, await hashPassword(newPassword));
    });
  }

  /** Refused where the password was changed since it was verified, or the user suspended. Ends every other session of the person. */
  private keep({ caller, context }: ChangePassword, verifiedHash: string, newHash: string): Promise<ChangePasswordOutcome> {
    return this.manager.transaction(async (manager) => {
      const query = queryOf(manager);
      // Locks the row, which a log-in that verified the old password has to share: it sees the new one, or is seen and ended here.
      const [row] = await query<{ version: string }>(
        `UPDATE app_user SET password_hash = $3, must_change_password = false, version = version + 1
         WHERE id = $1 AND password_hash = $2 AND status = 'active' RETURNING version - 1 AS version`,
        [caller.userId, verifiedHash, newHash],
      );
      if (!row) return { outcome: 'refused' };
      await endSessionsOf(query, caller.userId, caller.sessionId);
      const user = { id: caller.userId, workspaceId: caller.workspaceId, version: Number(row.version) };
      const appended = await append(query, [userEvent(user, { type: 'PasswordChanged' })], context);
      if (appended.outcome === 'conflict') throw new Error(`the stream of ${user.id} is not at the version of its row`);
      return { outcome: 'changed' };
    });
  }
}
