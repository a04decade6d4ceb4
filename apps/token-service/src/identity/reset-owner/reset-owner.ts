import { queryOf } from '@portcullis/service-database';
import type { DataSource } from 'typeorm';
import { findAccount } from '../accounts/account.js';
import { hashPassword } from '../passwords/password-hash.js';
import { resetPassword } from '../passwords/reset-password.js';
import { hostContext } from '../user-events/host-context.js';

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
    const sessionsEnded = await resetPassword(queryOf(manager), { user: owner, passwordHash, mustChange: false }, hostContext());
    return { outcome: 'reset', email: owner.email, workspaceId: owner.workspaceId, sessionsEnded };
  });
}
