import { queryOf } from '@portcullis/service-database';
import type { DataSource } from 'typeorm';
import { findAccount } from '../accounts/account.js';
import { AppUser } from '../accounts/app-user.entity.js';
import { forgetAllFailures } from '../guesses/login-failures.js';
import { hashPassword } from '../passwords/password-hash.js';
import { endSessionsOf } from '../sessions/session-table.js';

export type ResetOwnerOutcome =
  | { readonly outcome: 'reset'; readonly email: string; readonly workspaceId: string; readonly sessionsEnded: number }
  | { readonly outcome: 'no_such_owner' };

/**
 * The way back in for an owner who lost the password: gives a new one, ends every session of that owner, and lifts a
 * block after failed log-ins.
 */
export async function resetOwner(
  dataSource: DataSource,
  command: { readonly email: string; readonly newPassword: string },
): Promise<ResetOwnerOutcome> {
  const passwordHash = await hashPassword(command.newPassword);
  return dataSource.transaction(async (manager) => {
    const owner = await findAccount(manager, command.email);
    if (owner?.role !== 'owner') return { outcome: 'no_such_owner' };
    // Before the sessions: locks the user's row, which a log-in that still verified the old password has to share.
    await manager.update(AppUser, { id: owner.id }, { passwordHash });
    const sessionsEnded = await endSessionsOf(queryOf(manager), owner.id);
    await forgetAllFailures(queryOf(manager), owner.email);
    return { outcome: 'reset', email: owner.email, workspaceId: owner.workspaceId, sessionsEnded };
  });
}
