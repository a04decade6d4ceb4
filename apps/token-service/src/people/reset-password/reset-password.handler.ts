import { CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { queryOf } from '@portcullis/service-database';
import { DataSource } from 'typeorm';
import { generatePassword } from '../../identity/passwords/generated-password.js';
import { hashPassword } from '../../identity/passwords/password-hash.js';
import { resetPassword } from '../../identity/passwords/reset-password.js';
import { attempt, rollBack } from '../../tokens/attempt.js';
import { findPerson, lockPerson } from '../changes/person.js';
import { refusePasswordReset } from '../changes/user-rules.js';
import { ResetPassword, type ResetPasswordOutcome } from './reset-password.command.js';

@CommandHandler(ResetPassword)
export class ResetPasswordHandler implements ICommandHandler<ResetPassword> {
  constructor(private readonly dataSource: DataSource) {}

  async execute({ target, actorId, confirm, context }: ResetPassword): Promise<ResetPasswordOutcome> {
    const { workspaceId, userId } = target;
    const password = generatePassword();
    const passwordHash = await hashPassword(password);
    return attempt<ResetPasswordOutcome>(this.dataSource, async (manager) => {
      const query = queryOf(manager);
      // The workspace's people are changed one at a time: who asks is still who they were.
      await query('SELECT FROM workspace WHERE id = $1 FOR NO KEY UPDATE', [workspaceId]);
      const before = await lockPerson(query, workspaceId, userId);
      if (!before) return rollBack({ outcome: 'not_found' });
      const actor = await findPerson(query, workspaceId, actorId);
      const refusal = actor ? refusePasswordReset(actor, before) : ({ code: 'role_not_sufficient' } as const);
      if (refusal) return rollBack({ outcome: 'refused', refusal });
      confirm();
      await resetPassword(query, { user: before, passwordHash, mustChange: true }, context);
      return { commit: true, value: { outcome: 'reset', person: { ...before, mustChangePassword: true, version: before.version + 1 }, password } };
    });
  }
}
